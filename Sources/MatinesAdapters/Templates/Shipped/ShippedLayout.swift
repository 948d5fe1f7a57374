// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  static let layout = [
    TemplateText("partials/letter.text", letter), TemplateText("partials/mail.html", mail),
    TemplateText("partials/change.text", letterChange),
    TemplateText("partials/change.html", change),
    TemplateText("partials/pills.html", pills),
    TemplateText("partials/paragraph.html", paragraph),
    TemplateText("partials/button.html", button),
  ]

  /// Two hyphens and a space begin the signature (RFC 3676, 4.3).
  private static let letter = #"""
    {{$hello}}
    {{/hello}}

    {{$first}}
    {{/first}}

    {{> change}}

    {{$second}}
    {{/second}}
    {{#link}}

    {{messages.open_at}}
    {{link}}
    {{/link}}

    --\#u{20}
    {{$reason}}
    {{/reason}}
    {{#unsubscribe_url}}

    {{messages.unsubscribe_at}}
    {{unsubscribe_url}}
    {{/unsubscribe_url}}

    """#

  private static let letterChange = #"""
    {{#is.user.promoted_to_minister}}
    {{messages.role.member}} → {{messages.role.minister}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{messages.role.minister}} → {{messages.role.super_admin}}
    {{/is.minister.promoted_to_super_admin}}
    {{messages.when}}

    """#

  private static let change = #"""
    {{#is.user.promoted_to_minister}}
    {{<pills}}{{$before}}{{messages.role.member}}{{/before}}\#
    {{$after}}{{messages.role.minister}}{{/after}}{{/pills}}
    {{/is.user.promoted_to_minister}}
    {{#is.minister.promoted_to_super_admin}}
    {{<pills}}{{$before}}{{messages.role.minister}}{{/before}}\#
    {{$after}}{{messages.role.super_admin}}{{/after}}{{/pills}}
    {{/is.minister.promoted_to_super_admin}}
    <p class="soft" style="margin:0 0 24px;font-size:13px;line-height:1.6;color:#626b7a">\#
    {{messages.when}}</p>

    """#

  private static let pills = #"""
    <table role="presentation" cellpadding="0" cellspacing="0" border="0" \#
    style="margin:0 0 10px"><tr>
    <td class="from pill" style="padding:7px 14px;border-radius:999px;background:#eef0f4;\#
    font-size:14px;line-height:1.2;color:#4a5362">{{$before}}{{/before}}</td>
    <td class="soft arrow" style="padding:0 10px;font-size:16px;line-height:1.2;\#
    color:#626b7a">&rarr;</td>
    <td class="into pill" style="padding:7px 14px;border-radius:999px;background:#f7edd4;\#
    font-size:14px;line-height:1.2;font-weight:600;color:#6f4e08">{{$after}}{{/after}}</td>
    </tr></table>

    """#

  private static let paragraph = #"""
    <p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.65;color:#1b2330;\#
    overflow-wrap:anywhere">{{$text}}{{/text}}</p>

    """#

  private static let button = #"""
    {{#link}}
    <table role="presentation" cellpadding="0" cellspacing="0" border="0" \#
    style="margin:8px 0 16px"><tr><td class="button" style="border-radius:9px;\#
    background:#1f4fa3"><a class="button" href="{{link}}" style="display:inline-block;\#
    padding:14px 26px;border-radius:9px;background:#1f4fa3;font-size:16px;line-height:1.2;\#
    font-weight:600;color:#ffffff;text-decoration:none">{{messages.open}}</a></td></tr></table>
    {{/link}}

    """#
}
