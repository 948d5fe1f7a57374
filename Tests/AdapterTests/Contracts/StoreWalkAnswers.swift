// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import Testing

extension StoreWalk {
  func perform(_ call: Call, on store: any Store) -> Answer {
    do {
      return try answer(call, store)
    } catch let failure as StoreFailure {
      let text = "\(failure)"
      return Answer(kind: String(text.prefix { $0 != "(" }), text: text)
    } catch {
      return Answer(kind: "other", text: "\(error)")
    }
  }

  private func answer(_ call: Call, _ store: any Store) throws -> Answer {
    let (now, boot) = (StoreScene.at(second), StoreScene.boot(second))
    switch call {
    case .accept(let wish):
      let (submission, treatment) = try StoreScene.submission(wish)
      let receipt = try store.accept(submission) { decide(treatment, $0) }
      return Answer(
        kind: "receipt", text: "\(receipt)", notification: receipt.notification)
    case .claim(let request):
      let claims = try store.claim(request)
      return Answer(
        kind: "claims", text: claims.map(Self.text).joined(separator: "\n"),
        tokens: claims.map(\.delivery.token))
    case .settle(let results):
      return Answer(kind: "settled", text: "\(try store.settle(results, now: now))")
    case .begin(let token, let once):
      let admission = try store.begin(.modelled(token, once, now))
      return Answer(kind: "begin", text: "\(admission), \(try store.spending(limit: 10))")
    case .cancelExpired(let limit):
      return Answer(kind: "expired", text: "\(try store.cancelExpired(now: now, limit: limit))")
    case .extend(let token, let lease):
      return Answer(
        kind: "extend", text: "\(try store.extend(token, by: .seconds(lease), boot: boot))")
    case .extendOwner(let owner):
      return Answer(
        kind: "extend", text: "\(try store.extend(owner: owner, by: .seconds(20), boot: boot))")
    case .recover:
      let count = try store.recover(now: now, boot: boot, crashes: 2, atMostOnce: [.sms])
      return Answer(kind: "recovered", text: "\(count)")
    default: return try marking(call, store)
    }
  }

  private func marking(_ call: Call, _ store: any Store) throws -> Answer {
    switch call {
    case .mark(let ids, let user, let mark):
      return Answer(
        kind: "counts", text: "\(try store.mark(ids, of: user, mark, at: telling(user)))")
    case .markAll(let filter, let cursor, let user, let mark):
      let marked = try store.markAll(
        filter, upTo: cursor, of: user, mark, at: telling(user))
      return Answer(kind: "marked", text: "\(marked)", batch: marked.batch)
    case .takeBack(let batch, let user):
      return Answer(
        kind: "takenBack", text: "\(try store.takeBack(batch, of: user, at: telling(user)))")
    default: return try lesser(call, store)
    }
  }

  private func lesser(_ call: Call, _ store: any Store) throws -> Answer {
    let now = StoreScene.at(second)
    switch call {
    case .retry(let id): try store.retry(id, now: now, expires: now + .seconds(600))
    case .drop(let id): try store.drop(id, now: now)
    case .subscribe(let user, let subscription):
      try store.subscribe(user, subscription, now: now)
    case .unsubscribe(let user, let endpoint): try store.unsubscribe(user, endpoint: endpoint)
    case .acknowledge(let delivery, let notification, let opened):
      let isToBeTold = try store.acknowledge(
        PushReceipt(delivery: delivery, notification: notification, wasOpened: opened),
        at: StoreScene.telling(second))
      return Answer(kind: "done", text: "\(isToBeTold)")
    case .stage(let event): try store.stage(event, now: now)
    case .discard(let id): try store.discard(id, now: now)
    case .takeStage:
      let stage = try store.takeStage(
        before: StoreScene.at(second - 30), now: now, lease: .seconds(30))
      return Answer(kind: "stage", text: "\(stage?.id.text ?? "-")")
    case .takeUpdates(let limit):
      let updates = try store.takeMarkUpdates(
        limit: limit, lease: .seconds(15), boot: StoreScene.boot(second))
      return Answer(kind: "updates", text: "\(updates)", updates: updates)
    case .settleUpdates(let later):
      try store.settle(
        updates.map { MarkUpdateResult($0, again: later ? .seconds(3) : nil) },
        boot: StoreScene.boot(second))
      let next = try store.nextMarkUpdate(boot: StoreScene.boot(second))
      return Answer(kind: "told", text: String(describing: next))
    case .passStalled(let limit):
      let search = StalledSearch(carried: [], now: now, limit: limit)
      return Answer(kind: "passed", text: "\(try store.passStalled(search))")
    default:
      let due = try store.nextDue(.library, channels: StoreScene.names)
      return Answer(kind: "due", text: "\(String(describing: due))")
    }
    return Answer(kind: "done", text: "")
  }

  /// The store itself knows the last one's presence.
  private func telling(_ user: UserID) -> MarkTime {
    switch user.text {
    case "b": StoreScene.telling(second, .known(.offline))
    case "d": StoreScene.telling(second, .stored(StoreScene.boot(second)))
    default: StoreScene.telling(second)
    }
  }

  private static func text(_ claim: Claim) -> String {
    let delivery = claim.delivery
    return """
      \(delivery.token.text) \(delivery.notification.id) \(delivery.user.id.text) \
      \(delivery.channel.text) \(delivery.subscription?.number ?? 0) \(delivery.attempt) \
      \(delivery.counts) \(claim.rung) \(claim.facts) \(delivery.expires)
      """
  }

  /// Counters equal a recount, and both stores tell the same history.
  func compare(_ memory: any Store, _ sqlite: any Store, _ where_: String) throws {
    for name in Self.users {
      let user = try UserID(name)
      let counts = try memory.counts(of: user)
      #expect(try sqlite.counts(of: user) == counts, "\(where_)")
      let recount = try StoreScene(store: sqlite).recount(user)
      #expect(recount.unread == counts.unread, "\(where_)")
      #expect(recount.unseen == counts.unseenBySeverity, "\(where_)")
      #expect(
        try sqlite.browsers(of: user) == memory.browsers(of: user), "\(where_)")
      for row in try memory.page(of: user, before: nil, limit: 50) {
        let (one, other) = try (
          memory.history(of: row.notification.id, for: user),
          sqlite.history(of: row.notification.id, for: user)
        )
        #expect("\(one)" == "\(other)", "\(where_)")
      }
    }
    let (one, other) = try (memory.failed(limit: 1_000), sqlite.failed(limit: 1_000))
    #expect(one.map { "\($0)" } == other.map { "\($0)" }, "\(where_)")
  }
}
