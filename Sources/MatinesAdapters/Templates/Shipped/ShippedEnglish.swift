// SPDX-License-Identifier: MIT

extension ShippedTemplates {
  static let englishMessages = #"""
    {
      "hello": "Hello{{#name}} {{name}}{{/name}},",
      "open": "Open the back-office",
      "open_at": "Open the back-office:",
      "role.member": "Member",
      "role.minister": "Minister",
      "role.super_admin": "Super administrator",
      "unsubscribe": "Stop receiving these messages",
      "unsubscribe_at": "Stop receiving these messages:",
      "when": "On {{created.datetime}}",

      "promotion.preview": "Your new permissions are active.",
      "promotion.reason": "You receive this message because your permissions have changed. \#
    If you did not expect it, tell your administrators.",
      "promotion.minister.title": "You are now a \#
    minister{{#ministry}} ({{ministry}}){{/ministry}}",
      "promotion.minister.short": "Congratulations! Your role of \#
    minister{{#ministry}} ({{ministry}}){{/ministry}} is active.",
      "promotion.minister.first": "Congratulations! You are now a \#
    minister{{#ministry}} ({{ministry}}){{/ministry}}.",
      "promotion.minister.second": "Your new permissions are active: you will find them in the \#
    back-office on your next visit.",
      "promotion.super_admin.title": "You are now a super administrator",
      "promotion.super_admin.short": "Congratulations! Your role of super administrator is active.",
      "promotion.super_admin.first": "Congratulations! You are now a super administrator.",
      "promotion.super_admin.second": "This role opens the whole back-office: accounts, roles and \#
    settings. Your new permissions are active.",

      "observer.hello": "Hello,",
      "observer.reason": "You receive this message because you are a super administrator.",
      "observer.minister.title": "{{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} \#
    is now a minister{{#ministry}} ({{ministry}}){{/ministry}}",
      "observer.minister.short": "{{#name}}{{name}}{{/name}}{{^name}}A member{{/name}} \#
    is now a minister{{#ministry}} ({{ministry}}){{/ministry}}.",
      "observer.super_admin.title": "{{#name}}{{name}}{{/name}}{{^name}}A minister{{/name}} \#
    is now a super administrator",
      "observer.super_admin.short": "{{#name}}{{name}}{{/name}}{{^name}}A minister{{/name}} \#
    is now a super administrator.",
      "observer.second": "Their new permissions are active. Nothing is asked of you."
    }

    """#
}
