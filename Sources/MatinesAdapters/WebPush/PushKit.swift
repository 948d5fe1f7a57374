// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain

/// What web push of our own is made from: read and checked when the engine is opened.
package struct PushKit: Sendable {
  let settings: PushSettings
  let keys: VAPIDKeyRing
  let acknowledgements: PushAcknowledgements
  let home: HomeOrigin?
  let limits: WorkLimits

  init(
    _ settings: PushSettings, _ document: EngineDocument,
    _ acknowledgements: PushAcknowledgements
  ) throws(InvalidValue) {
    self.settings = settings
    keys = try VAPIDKeyRing(settings)
    self.acknowledgements = acknowledgements
    home = document.home
    limits = document.limits
  }
}
