// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  /// Tables and inline styles, which is what mail programs understand; the dark colours are for
  /// those that know the question. Text and what it stands on differ as WCAG asks (AA) in both.
  static let mail = #"""
    <!DOCTYPE html>
    <html lang="{{locale}}" xmlns="http://www.w3.org/1999/xhtml">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="supported-color-schemes" content="light dark">
    <title>{{$title}}{{/title}}</title>
    <style>
    \#(mailStyle)
    </style>
    </head>
    <body class="page" style="margin:0;padding:0;background:#f4f1ea">
    <div style="display:none;max-height:0;overflow:hidden;mso-hide:all">\#
    {{$preview}}{{/preview}}</div>
    <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" \#
    border="0" style="background:#f4f1ea"><tr><td class="around" align="center" \#
    style="padding:36px 12px">
    <table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" \#
    border="0" style="max-width:580px;background:#ffffff;border:1px solid #e7e1d3;\#
    border-radius:14px;border-collapse:separate;overflow:hidden;font-family:-apple-system,\#
    BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;text-align:left">
    <tr><td style="height:5px;background:#b8892b;font-size:0;line-height:0">&nbsp;</td></tr>
    <tr><td class="edge" style="padding:36px 40px 24px">
    <h1 class="ink title" style="margin:0 0 20px;font-size:24px;line-height:1.3;font-weight:650;\#
    letter-spacing:-.01em;color:#1b2330;overflow-wrap:anywhere">{{$title}}{{/title}}</h1>
    {{$body}}
    {{/body}}
    {{> button}}
    </td></tr>
    <tr><td class="edge line" style="padding:22px 40px 26px;border-top:1px solid #ece7db">
    <p class="soft" style="margin:0;font-size:13px;line-height:1.6;color:#626b7a">\#
    {{$reason}}{{/reason}}</p>
    {{#unsubscribe_url}}
    <p class="soft" style="margin:10px 0 0;font-size:13px;line-height:1.6;color:#626b7a">\#
    <a class="soft" href="{{unsubscribe_url}}" style="color:#626b7a">\#
    {{messages.unsubscribe}}</a></p>
    {{/unsubscribe_url}}
    </td></tr>
    </table>
    </td></tr></table>
    </body>
    </html>

    """#

  private static let mailStyle = """
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (max-width: 480px) {
      .around { padding: 16px 8px !important; }
      .edge { padding-left: 20px !important; padding-right: 20px !important; }
      .title { font-size: 21px !important; }
      .pill { padding: 6px 9px !important; font-size: 12px !important; }
      .arrow { padding: 0 5px !important; }
    }
    @media (prefers-color-scheme: dark) {
      .page { background: #11141a !important; }
      .card { background: #1b2029 !important; border-color: #2b323e !important; }
      .ink { color: #f1f3f7 !important; }
      .soft { color: #a8b1c0 !important; }
      .line { border-color: #2b323e !important; }
      .from { background: #262d38 !important; color: #c5cdd9 !important; }
      .into { background: #3a2f12 !important; color: #f3d48a !important; }
      .button { background: #7aa5f2 !important; color: #0e1420 !important; }
    }
    """
}
