package app.gatehouse.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.TestExecutionListener;

class SkippedTestsTest {

  @Test
  void isFoundByTheTestRunner() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .hasAtLeastOneElementOfType(SkippedTests.class);
  }
}
