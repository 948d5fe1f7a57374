// SPDX-License-Identifier: MIT
import MatinesApplication
import MatinesDomain
import MatinesWire

extension TemplateLint {
  /// What shows only when messages are written: by the samples, or by nothing at all.
  var trials: [LintFinding] {
    let set = TemplateSet(wording)
    let empty = (try? TemplateSample.read("{}")) ?? []
    let trials = wording.trials(samples.isEmpty ? empty : samples, of: nil)
    return trials.filter { mentions($0) }.flatMap { trial -> [LintFinding] in
      do throws(RenderFailure) {
        let (message, gaps) = try trial.write(by: set, longest: true, now: now)
        let usual = try trial.write(by: set, now: now)
        return judge(message, trial) + (samples.isEmpty ? [] : (gaps + usual.gaps).compactMap(told))
      } catch {
        // Without values a message may well be empty.
        if samples.isEmpty, error.isUnknown { return [] }
        return [LintFinding(.rendering, file(of: trial), Words(error.why))]
      }
    }
  }

  /// Templates of which the set looked at has no file are the library's own affair.
  private func mentions(_ trial: TemplateTrial) -> Bool {
    guard let words = wording.words[trial.template] else { return false }
    return words.all.contains { $0.all.contains(where: isOwn) }
  }

  private func file(of trial: TemplateTrial) -> String {
    let parts = wording.words[trial.template]?
      .parts(on: trial.channel, for: trial.language, else: trial.language)
    let own = trial.channel == .sms ? parts?.text : parts?.title
    return own?.name ?? trial.template.text
  }

  private func judge(_ message: Rendered, _ trial: TemplateTrial) -> [LintFinding] {
    guard trial.channel == .sms else { return [] }
    let measure: SMSMeasure
    do throws(InvalidValue) {
      measure = try SMSText(message.text).measure
    } catch {
      return [LintFinding(.rendering, file(of: trial), Words(error.description))]
    }
    var findings: [LintFinding] = []
    if measure.parts > 1 {
      let isRefused = measure.parts > SMSRules.standard.maxParts
      let said = "\(measure.parts) × SMS (\(measure.encoding.rawValue), \(measure.units))"
      findings.append(
        LintFinding(
          .textParts, file(of: trial), level: isRefused ? .error : .warning,
          Words(
            "\(trial.event.text) : le texte le plus long prend \(said)",
            "\(trial.event.text): the longest text takes \(said)")))
    }
    if let culprit = measure.culprit {
      let place = "\(culprit.name) (\(culprit.codePoint))"
      findings.append(
        LintFinding(
          .textEncoding, file(of: trial),
          Words(
            "\(place), position \(culprit.position + 1), contraint le SMS à l’UCS-2 : "
              + "70 caractères au lieu de 160",
            "\(place), position \(culprit.position + 1), makes the SMS UCS-2: "
              + "70 characters instead of 160")))
    }
    return findings
  }

  /// What is missing altogether is told as unknown; what is there and has no text is told here.
  private func told(_ gap: MustacheGap) -> LintFinding? {
    let name = PlainText.oneLine(gap.name, limit: 128)
    let words: Words
    switch gap.kind {
    case .noText:
      words = Words(
        "{{\(name)}} est une liste ou un objet, qui n’a pas de texte",
        "{{\(name)}} is a list or an object, which has no text")
    case .address:
      words = Words(
        "{{\(name)}} n’est pas une adresse, et n’est pas écrit",
        "{{\(name)}} is no address, and was left out")
    case .missing, .partial: return nil
    }
    guard files.paths.contains(gap.template) else { return nil }
    return LintFinding(.value, gap.template, line: gap.line, words)
  }
}
