/* This is a generated file, edit the .stub.php file instead.
 * Stub hash: 27f09385e2e3cf1fd1bad60947a98a15e82db37c */

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_version, 0, 0, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_errorMessage, 0, 0, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_open, 0, 1, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, config_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_close, 0, 1, IS_VOID, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_userPut, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_subscriptionPut, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, subscription_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_subscriptionRemove, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, endpoint, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_subscriptionList, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_subscriptionLabel, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, endpoint, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, label, IS_STRING, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_subscriptionTest arginfo_class_Matines_Native_Extension_subscriptionRemove

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_subscriptionAcknowledge, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, opened, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_preferenceGet arginfo_class_Matines_Native_Extension_subscriptionList

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_preferenceSet, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, preferences_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_preferencePause, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, until_ms, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_unsubscribeToken, 0, 4, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, category, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, channel, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_unsubscribeRead, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_unsubscribe, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_suppressionPut, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, address, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, reason, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_suppressionRemove, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, address, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_suppressionList, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, after, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, limit, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_phoneStart, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, phone, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_phoneCode, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, phone, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_phoneConfirm, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, code, IS_STRING, 0)
	ZEND_ARG_INFO(1, tries_left)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_emit, 0, 4, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event_id, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, event_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_stage, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_schedule, 0, 5, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, event_json, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, at_ms, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_confirm, 0, 2, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_discard, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_notify, 0, 4, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, key, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, notification_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_broadcastProgress, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, notification_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_notificationCancel, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, notification_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presencePing, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, tab_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, visible, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presenceLeave, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, tab_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presenceCheck, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_presenceToken, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, session_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presencePingToken, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, tab_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, visible, _IS_BOOL, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presenceLeaveToken, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, tab_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_presenceEnd, 0, 3, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, session_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_realtimeSubscription, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, session_id, IS_STRING, 1)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_realtimeEnd arginfo_class_Matines_Native_Extension_presenceCheck

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_webpushEncrypt, 0, 4, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, p256dh, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, auth, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, padding, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_webpushEncryptMany, 0, 4, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, p256dh, IS_ARRAY, 0)
	ZEND_ARG_TYPE_INFO(0, auth, IS_ARRAY, 0)
	ZEND_ARG_TYPE_MASK(0, payload, MAY_BE_STRING|MAY_BE_ARRAY, NULL)
	ZEND_ARG_TYPE_INFO(0, padding, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_vapidGenerate, 0, 1, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, key_file, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_vapidKeys, 0, 1, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_vapidHeader, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, endpoint, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, public_key, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_webpushSend, 0, 7, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, subscriptions_json, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, count, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, payload, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, ttl_s, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, urgency, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, topic, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_inboxPage, 0, 3, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, query_json, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_inboxCounts, 0, 2, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_inboxMark, 0, 4, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, ids_json, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, mark, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_inboxMarkAll, 0, 5, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, cursor, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, query_json, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, mark, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_inboxUndo, 0, 3, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, undo, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_work, 0, 2, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, budget_ms, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_take, 0, 2, MAY_BE_STRING|MAY_BE_LONG|MAY_BE_NULL)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, channels_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_handOver arginfo_class_Matines_Native_Extension_unsubscribe

#define arginfo_class_Matines_Native_Extension_begin arginfo_class_Matines_Native_Extension_unsubscribe

#define arginfo_class_Matines_Native_Extension_extend arginfo_class_Matines_Native_Extension_unsubscribe

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_settle, 0, 4, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, token, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, outcome, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, note, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_policyCheck, 0, 1, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, policy_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_policyLoad, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, policy_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_policyShow arginfo_class_Matines_Native_Extension_vapidKeys

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_explain, 0, 4, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, user_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, notification_id, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, locale, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_simulate, 0, 4, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, event, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, event_json, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, locale, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_spending, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, limit, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_smsEstimate, 0, 4, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, phone, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, text, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, options_json, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_templateLint, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, folder, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, sample_json, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_templatePreview, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, folder, IS_STRING, 1)
	ZEND_ARG_TYPE_INFO(0, request_json, IS_STRING, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_failedList arginfo_class_Matines_Native_Extension_spending

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_failedRetry, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, delivery_id, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_failedDrop arginfo_class_Matines_Native_Extension_failedRetry

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_prune, 0, 3, MAY_BE_ARRAY|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, keep_ms, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, budget_ms, IS_LONG, 0)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_MASK_EX(arginfo_class_Matines_Native_Extension_doctor, 0, 2, MAY_BE_STRING|MAY_BE_LONG)
	ZEND_ARG_TYPE_INFO(0, config_json, IS_STRING, 0)
	ZEND_ARG_TYPE_INFO(0, locale, IS_STRING, 1)
ZEND_END_ARG_INFO()

ZEND_BEGIN_ARG_WITH_RETURN_TYPE_INFO_EX(arginfo_class_Matines_Native_Extension_clockSet, 0, 2, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, engine, IS_LONG, 0)
	ZEND_ARG_TYPE_INFO(0, now_ms, IS_LONG, 0)
ZEND_END_ARG_INFO()

#define arginfo_class_Matines_Native_Extension_logTake arginfo_class_Matines_Native_Extension_vapidKeys


ZEND_METHOD(Matines_Native_Extension, version);
ZEND_METHOD(Matines_Native_Extension, errorMessage);
ZEND_METHOD(Matines_Native_Extension, open);
ZEND_METHOD(Matines_Native_Extension, close);
ZEND_METHOD(Matines_Native_Extension, userPut);
ZEND_METHOD(Matines_Native_Extension, subscriptionPut);
ZEND_METHOD(Matines_Native_Extension, subscriptionRemove);
ZEND_METHOD(Matines_Native_Extension, subscriptionList);
ZEND_METHOD(Matines_Native_Extension, subscriptionLabel);
ZEND_METHOD(Matines_Native_Extension, subscriptionTest);
ZEND_METHOD(Matines_Native_Extension, subscriptionAcknowledge);
ZEND_METHOD(Matines_Native_Extension, preferenceGet);
ZEND_METHOD(Matines_Native_Extension, preferenceSet);
ZEND_METHOD(Matines_Native_Extension, preferencePause);
ZEND_METHOD(Matines_Native_Extension, unsubscribeToken);
ZEND_METHOD(Matines_Native_Extension, unsubscribeRead);
ZEND_METHOD(Matines_Native_Extension, unsubscribe);
ZEND_METHOD(Matines_Native_Extension, suppressionPut);
ZEND_METHOD(Matines_Native_Extension, suppressionRemove);
ZEND_METHOD(Matines_Native_Extension, suppressionList);
ZEND_METHOD(Matines_Native_Extension, phoneStart);
ZEND_METHOD(Matines_Native_Extension, phoneCode);
ZEND_METHOD(Matines_Native_Extension, phoneConfirm);
ZEND_METHOD(Matines_Native_Extension, emit);
ZEND_METHOD(Matines_Native_Extension, stage);
ZEND_METHOD(Matines_Native_Extension, schedule);
ZEND_METHOD(Matines_Native_Extension, confirm);
ZEND_METHOD(Matines_Native_Extension, discard);
ZEND_METHOD(Matines_Native_Extension, notify);
ZEND_METHOD(Matines_Native_Extension, broadcastProgress);
ZEND_METHOD(Matines_Native_Extension, notificationCancel);
ZEND_METHOD(Matines_Native_Extension, presencePing);
ZEND_METHOD(Matines_Native_Extension, presenceLeave);
ZEND_METHOD(Matines_Native_Extension, presenceCheck);
ZEND_METHOD(Matines_Native_Extension, presenceToken);
ZEND_METHOD(Matines_Native_Extension, presencePingToken);
ZEND_METHOD(Matines_Native_Extension, presenceLeaveToken);
ZEND_METHOD(Matines_Native_Extension, presenceEnd);
ZEND_METHOD(Matines_Native_Extension, realtimeSubscription);
ZEND_METHOD(Matines_Native_Extension, realtimeEnd);
ZEND_METHOD(Matines_Native_Extension, webpushEncrypt);
ZEND_METHOD(Matines_Native_Extension, webpushEncryptMany);
ZEND_METHOD(Matines_Native_Extension, vapidGenerate);
ZEND_METHOD(Matines_Native_Extension, vapidKeys);
ZEND_METHOD(Matines_Native_Extension, vapidHeader);
ZEND_METHOD(Matines_Native_Extension, webpushSend);
ZEND_METHOD(Matines_Native_Extension, inboxPage);
ZEND_METHOD(Matines_Native_Extension, inboxCounts);
ZEND_METHOD(Matines_Native_Extension, inboxMark);
ZEND_METHOD(Matines_Native_Extension, inboxMarkAll);
ZEND_METHOD(Matines_Native_Extension, inboxUndo);
ZEND_METHOD(Matines_Native_Extension, work);
ZEND_METHOD(Matines_Native_Extension, take);
ZEND_METHOD(Matines_Native_Extension, handOver);
ZEND_METHOD(Matines_Native_Extension, begin);
ZEND_METHOD(Matines_Native_Extension, extend);
ZEND_METHOD(Matines_Native_Extension, settle);
ZEND_METHOD(Matines_Native_Extension, policyCheck);
ZEND_METHOD(Matines_Native_Extension, policyLoad);
ZEND_METHOD(Matines_Native_Extension, policyShow);
ZEND_METHOD(Matines_Native_Extension, explain);
ZEND_METHOD(Matines_Native_Extension, simulate);
ZEND_METHOD(Matines_Native_Extension, spending);
ZEND_METHOD(Matines_Native_Extension, smsEstimate);
ZEND_METHOD(Matines_Native_Extension, templateLint);
ZEND_METHOD(Matines_Native_Extension, templatePreview);
ZEND_METHOD(Matines_Native_Extension, failedList);
ZEND_METHOD(Matines_Native_Extension, failedRetry);
ZEND_METHOD(Matines_Native_Extension, failedDrop);
ZEND_METHOD(Matines_Native_Extension, prune);
ZEND_METHOD(Matines_Native_Extension, doctor);
ZEND_METHOD(Matines_Native_Extension, clockSet);
ZEND_METHOD(Matines_Native_Extension, logTake);


static const zend_function_entry class_Matines_Native_Extension_methods[] = {
	ZEND_ME(Matines_Native_Extension, version, arginfo_class_Matines_Native_Extension_version, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, errorMessage, arginfo_class_Matines_Native_Extension_errorMessage, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, open, arginfo_class_Matines_Native_Extension_open, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, close, arginfo_class_Matines_Native_Extension_close, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, userPut, arginfo_class_Matines_Native_Extension_userPut, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionPut, arginfo_class_Matines_Native_Extension_subscriptionPut, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionRemove, arginfo_class_Matines_Native_Extension_subscriptionRemove, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionList, arginfo_class_Matines_Native_Extension_subscriptionList, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionLabel, arginfo_class_Matines_Native_Extension_subscriptionLabel, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionTest, arginfo_class_Matines_Native_Extension_subscriptionTest, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, subscriptionAcknowledge, arginfo_class_Matines_Native_Extension_subscriptionAcknowledge, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, preferenceGet, arginfo_class_Matines_Native_Extension_preferenceGet, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, preferenceSet, arginfo_class_Matines_Native_Extension_preferenceSet, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, preferencePause, arginfo_class_Matines_Native_Extension_preferencePause, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, unsubscribeToken, arginfo_class_Matines_Native_Extension_unsubscribeToken, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, unsubscribeRead, arginfo_class_Matines_Native_Extension_unsubscribeRead, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, unsubscribe, arginfo_class_Matines_Native_Extension_unsubscribe, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, suppressionPut, arginfo_class_Matines_Native_Extension_suppressionPut, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, suppressionRemove, arginfo_class_Matines_Native_Extension_suppressionRemove, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, suppressionList, arginfo_class_Matines_Native_Extension_suppressionList, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, phoneStart, arginfo_class_Matines_Native_Extension_phoneStart, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, phoneCode, arginfo_class_Matines_Native_Extension_phoneCode, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, phoneConfirm, arginfo_class_Matines_Native_Extension_phoneConfirm, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, emit, arginfo_class_Matines_Native_Extension_emit, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, stage, arginfo_class_Matines_Native_Extension_stage, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, schedule, arginfo_class_Matines_Native_Extension_schedule, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, confirm, arginfo_class_Matines_Native_Extension_confirm, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, discard, arginfo_class_Matines_Native_Extension_discard, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, notify, arginfo_class_Matines_Native_Extension_notify, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, broadcastProgress, arginfo_class_Matines_Native_Extension_broadcastProgress, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, notificationCancel, arginfo_class_Matines_Native_Extension_notificationCancel, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presencePing, arginfo_class_Matines_Native_Extension_presencePing, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presenceLeave, arginfo_class_Matines_Native_Extension_presenceLeave, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presenceCheck, arginfo_class_Matines_Native_Extension_presenceCheck, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presenceToken, arginfo_class_Matines_Native_Extension_presenceToken, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presencePingToken, arginfo_class_Matines_Native_Extension_presencePingToken, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presenceLeaveToken, arginfo_class_Matines_Native_Extension_presenceLeaveToken, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, presenceEnd, arginfo_class_Matines_Native_Extension_presenceEnd, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, realtimeSubscription, arginfo_class_Matines_Native_Extension_realtimeSubscription, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, realtimeEnd, arginfo_class_Matines_Native_Extension_realtimeEnd, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, webpushEncrypt, arginfo_class_Matines_Native_Extension_webpushEncrypt, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, webpushEncryptMany, arginfo_class_Matines_Native_Extension_webpushEncryptMany, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, vapidGenerate, arginfo_class_Matines_Native_Extension_vapidGenerate, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, vapidKeys, arginfo_class_Matines_Native_Extension_vapidKeys, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, vapidHeader, arginfo_class_Matines_Native_Extension_vapidHeader, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, webpushSend, arginfo_class_Matines_Native_Extension_webpushSend, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, inboxPage, arginfo_class_Matines_Native_Extension_inboxPage, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, inboxCounts, arginfo_class_Matines_Native_Extension_inboxCounts, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, inboxMark, arginfo_class_Matines_Native_Extension_inboxMark, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, inboxMarkAll, arginfo_class_Matines_Native_Extension_inboxMarkAll, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, inboxUndo, arginfo_class_Matines_Native_Extension_inboxUndo, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, work, arginfo_class_Matines_Native_Extension_work, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, take, arginfo_class_Matines_Native_Extension_take, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, handOver, arginfo_class_Matines_Native_Extension_handOver, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, begin, arginfo_class_Matines_Native_Extension_begin, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, extend, arginfo_class_Matines_Native_Extension_extend, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, settle, arginfo_class_Matines_Native_Extension_settle, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, policyCheck, arginfo_class_Matines_Native_Extension_policyCheck, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, policyLoad, arginfo_class_Matines_Native_Extension_policyLoad, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, policyShow, arginfo_class_Matines_Native_Extension_policyShow, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, explain, arginfo_class_Matines_Native_Extension_explain, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, simulate, arginfo_class_Matines_Native_Extension_simulate, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, spending, arginfo_class_Matines_Native_Extension_spending, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, smsEstimate, arginfo_class_Matines_Native_Extension_smsEstimate, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, templateLint, arginfo_class_Matines_Native_Extension_templateLint, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, templatePreview, arginfo_class_Matines_Native_Extension_templatePreview, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, failedList, arginfo_class_Matines_Native_Extension_failedList, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, failedRetry, arginfo_class_Matines_Native_Extension_failedRetry, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, failedDrop, arginfo_class_Matines_Native_Extension_failedDrop, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, prune, arginfo_class_Matines_Native_Extension_prune, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, doctor, arginfo_class_Matines_Native_Extension_doctor, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, clockSet, arginfo_class_Matines_Native_Extension_clockSet, ZEND_ACC_PUBLIC)
	ZEND_ME(Matines_Native_Extension, logTake, arginfo_class_Matines_Native_Extension_logTake, ZEND_ACC_PUBLIC)
	ZEND_FE_END
};

static zend_class_entry *register_class_Matines_Native_Extension(void)
{
	zend_class_entry ce, *class_entry;

	INIT_NS_CLASS_ENTRY(ce, "Matines\\Native", "Extension", class_Matines_Native_Extension_methods);
	class_entry = zend_register_internal_class_ex(&ce, NULL);
	class_entry->ce_flags |= ZEND_ACC_FINAL|ZEND_ACC_NO_DYNAMIC_PROPERTIES|ZEND_ACC_NOT_SERIALIZABLE;


	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "open", sizeof("open") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "subscriptionput", sizeof("subscriptionput") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "subscriptionacknowledge", sizeof("subscriptionacknowledge") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "unsubscriberead", sizeof("unsubscriberead") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "unsubscribe", sizeof("unsubscribe") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "phoneconfirm", sizeof("phoneconfirm") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "presencetoken", sizeof("presencetoken") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "presencepingtoken", sizeof("presencepingtoken") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "presenceleavetoken", sizeof("presenceleavetoken") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "presenceend", sizeof("presenceend") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "realtimesubscription", sizeof("realtimesubscription") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushencrypt", sizeof("webpushencrypt") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushencrypt", sizeof("webpushencrypt") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushencryptmany", sizeof("webpushencryptmany") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushencryptmany", sizeof("webpushencryptmany") - 1), 2, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushsend", sizeof("webpushsend") - 1), 1, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "webpushsend", sizeof("webpushsend") - 1), 3, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	zend_add_parameter_attribute(zend_hash_str_find_ptr(&class_entry->function_table, "doctor", sizeof("doctor") - 1), 0, ZSTR_KNOWN(ZEND_STR_SENSITIVEPARAMETER), 0);

	return class_entry;
}
