package app.gatehouse.forward;

import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

/**
 * How sockets are driven on this system: epoll where it can be had, else the JDK's selectors.
 *
 * @param io makes the handler of an event loop
 * @param server channel that listens
 * @param client channel that connects
 */
record Transport(
    IoHandlerFactory io, Class<? extends ServerChannel> server, Class<? extends Channel> client) {

  static Transport best() {
    return Epoll.isAvailable()
        ? new Transport(
            EpollIoHandler.newFactory(), EpollServerSocketChannel.class, EpollSocketChannel.class)
        : portable();
  }

  static Transport portable() {
    return new Transport(
        NioIoHandler.newFactory(), NioServerSocketChannel.class, NioSocketChannel.class);
  }

  /** Event loops for this computer's processors; a home's line never needs more than four. */
  MultiThreadIoEventLoopGroup loops() {
    var threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory("forwarder", true), io);
  }
}
