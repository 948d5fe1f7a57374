// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  static let layout = [
    TemplateText("partials/mail.html", mail), TemplateText("partials/paragraph.html", paragraph),
    TemplateText("partials/button.html", button),
  ]

  /// Tables and inline styles, which is what mail programs understand; the dark colours are for
  /// those that know the question.
  private static let mail = #"""
    <!DOCTYPE html>
    <html lang="{{locale}}">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>{{$title}}{{/title}}</title>
    <style>
    @media (prefers-color-scheme: dark) {
      .page { background: #12151c !important; }
      .card { background: #1c212b !important; }
      .ink { color: #eef0f4 !important; }
      .foot { color: #9aa3b2 !important; border-color: #2d3441 !important; }
    }
    </style>
    </head>
    <body class="page" style="margin:0;padding:0;background:#f3f1ec">
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" \#
    style="background:#f3f1ec"><tr><td align="center" style="padding:32px 16px">
    <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" \#
    style="max-width:560px;background:#ffffff;border-radius:12px;\#
    font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
    <tr><td style="height:6px;background:#b8860b;border-radius:12px 12px 0 0;\#
    font-size:0;line-height:0">&nbsp;</td></tr>
    <tr><td style="padding:32px">
    <h1 class="ink" style="margin:0 0 20px;font-size:22px;line-height:1.3;color:#1d2433">\#
    {{$title}}{{/title}}</h1>
    {{$body}}
    {{/body}}
    </td></tr>
    <tr><td class="foot" style="padding:18px 32px;border-top:1px solid #e6e2d8;font-size:13px;\#
    line-height:1.5;color:#6b7280">{{$footer}}{{/footer}}</td></tr>
    </table>
    </td></tr></table>
    </body>
    </html>

    """#

  private static let paragraph = #"""
    <p class="ink" style="margin:0 0 16px;font-size:16px;line-height:1.6;color:#1d2433">\#
    {{$text}}{{/text}}</p>

    """#

  private static let button = #"""
    {{#link}}
    <p style="margin:24px 0 0"><a href="{{link}}" \#
    style="display:inline-block;padding:12px 22px;background:#1f4fa3;border-radius:8px;\#
    font-size:16px;font-weight:600;color:#ffffff;text-decoration:none">\#
    {{$label}}{{/label}}</a></p>
    {{/link}}

    """#
}
