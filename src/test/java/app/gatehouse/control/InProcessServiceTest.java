package app.gatehouse.control;

class InProcessServiceTest extends ServiceApiContract {
  @Override
  ServiceApi connect(FakeService service) {
    return service;
  }
}
