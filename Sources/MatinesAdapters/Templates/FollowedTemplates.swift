// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Synchronization

/// The set of a folder that may change while the engine is open: it is looked at once a second, by
/// whoever renders then. What is broken or gone changes nothing, and alarms once.
package final class FollowedTemplates: TemplateSets {
  private let log: any Log
  private let looking: SecondlyLook
  private let state: Mutex<(folder: TemplateFolder, set: TemplateSet)>

  package init(_ folder: TemplateFolder, _ set: TemplateSet, clock: any Clock, log: any Log) {
    self.log = log
    looking = SecondlyLook(clock)
    state = Mutex((folder, set))
  }

  package func current() -> TemplateSet {
    looking.whenDue(look)
    return inForce()
  }

  package func inForce() -> TemplateSet { state.withLock { $0.set } }

  private func look() {
    let known = state.withLock { $0 }
    let found = known.folder.lookedAtAgain()
    guard found.entries != known.folder.entries else { return }
    let set = follow(found, from: known.set)
    state.withLock { $0 = (found, set) }
  }

  private func follow(_ folder: TemplateFolder, from before: TemplateSet) -> TemplateSet {
    let shown = PlainText.oneLine(folder.path, limit: 256)
    do throws(OpenFailure) {
      let set = try TemplateShelf.set(of: folder.read())
      if set !== before {
        log.write(.notice, "templates \(shown): changed, and in force from now on")
      }
      return set
    } catch {
      log.write(.alarm, "\(error.words); the templates before stay in force")
      return before
    }
  }
}
