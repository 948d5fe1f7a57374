# SPDX-License-Identifier: MIT
"""What stands in for the desktop: Firefox hands every notification to it, and it can be clicked."""

INSTALL = """
  const window_ = Services.wm.getMostRecentWindow("navigator:browser");
  const alerts = new Map();
  const tell = (listener, topic, cookie) =>
    Services.tm.dispatchToMainThread(() => listener?.observe(null, topic, cookie));
  const service = {
    QueryInterface: ChromeUtils.generateQI(["nsIAlertsService"]),
    showAlert(alert, listener) {
      alerts.set(alert.name, { alert, listener });
      tell(listener, "alertshow", alert.cookie);
    },
    closeAlert(name) {
      const { alert, listener } = alerts.get(name) ?? {};
      alerts.delete(name);
      if (alert) tell(listener, "alertfinished", alert.cookie);
    },
    async getHistory() { return [...alerts.keys()]; },
    teardown() {},
    pbmTeardown() {},
  };
  Components.manager.QueryInterface(Ci.nsIComponentRegistrar).registerFactory(
    Services.uuid.generateUUID(), "alerts of the tests", "@mozilla.org/alerts-service;1",
    { createInstance: (iid) => service.QueryInterface(iid) });
  window_.matinesAlerts = alerts;
"""
READ = """
  const { matinesAlerts } = Services.wm.getMostRecentWindow("navigator:browser");
  return [...matinesAlerts.values()].map(({ alert }) => ({
    title: alert.title, body: alert.text, lang: alert.lang }));
"""
CLICK = """
  const { matinesAlerts } = Services.wm.getMostRecentWindow("navigator:browser");
  for (const { alert, listener } of matinesAlerts.values()) {
    if (alert.title !== arguments[0]) continue;
    listener.observe(null, "alertclickcallback", alert.cookie);
    return true;
  }
  return false;
"""


class Alerts:
  def __init__(self, firefox):
    self._firefox = firefox
    firefox.chrome(INSTALL)

  def shown(self):
    return self._firefox.chrome(READ)

  def click(self, title):
    """Whether there was one of that title."""
    return self._firefox.chrome(CLICK, title)
