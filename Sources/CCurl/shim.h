/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CCURL_SHIM_H
#define MATINES_CCURL_SHIM_H

#include <curl/curl.h>
#include <openssl/ssl.h>

/* curl_easy_setopt, curl_multi_setopt and curl_easy_getinfo are variadic. */
static inline CURLcode matines_curl_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode matines_curl_set_string(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode matines_curl_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode matines_curl_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}
static inline CURLcode matines_curl_set_list(
    CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}
typedef size_t (*matines_curl_io)(char *, size_t, size_t, void *);
static inline CURLcode matines_curl_set_io(CURL *easy, CURLoption option, matines_curl_io value) {
  return curl_easy_setopt(easy, option, value);
}
typedef int (*matines_curl_trace)(CURL *, curl_infotype, char *, size_t, void *);
static inline CURLcode matines_curl_set_trace(
    CURL *easy, matines_curl_trace trace, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, trace);
  return code ? code : curl_easy_setopt(easy, CURLOPT_DEBUGDATA, context);
}
static inline CURLcode matines_curl_set_socket_maker(
    CURL *easy, curl_opensocket_callback maker, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, maker);
  return code ? code : curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, context);
}
static inline CURLcode matines_curl_set_tls_hook(
    CURL *easy, curl_ssl_ctx_callback hook, void *context) {
  CURLcode code = curl_easy_setopt(easy, CURLOPT_SSL_CTX_FUNCTION, hook);
  return code ? code : curl_easy_setopt(easy, CURLOPT_SSL_CTX_DATA, context);
}
/* Before each record that is read or written, for the connections of these settings (SSL_CTX). */
typedef void (*matines_tls_watch)(int, int, int, const void *, size_t, SSL *, void *);
static inline void matines_tls_watch_records(
    void *settings, matines_tls_watch watch, void *context) {
  SSL_CTX_set_msg_callback((SSL_CTX *)settings, watch);
  SSL_CTX_set_msg_callback_arg((SSL_CTX *)settings, context);
}
/* Nothing more is read from it, as if the peer had closed it. */
static inline void matines_tls_end(SSL *connection) {
  SSL_set_shutdown(connection, SSL_RECEIVED_SHUTDOWN);
}
static inline CURLMcode matines_curl_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
/* A connection cache of its own; used by one thread, hence without locks. */
static inline CURLSHcode matines_curl_share_connections(CURLSH *share) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
}
static inline CURLSHcode matines_curl_share_names(CURLSH *share) {
  return curl_share_setopt(share, CURLSHOPT_SHARE, CURL_LOCK_DATA_DNS);
}
static inline CURLcode matines_curl_get_long(CURL *easy, CURLINFO what, long *value) {
  return curl_easy_getinfo(easy, what, value);
}
static inline CURLcode matines_curl_get_pointer(CURL *easy, CURLINFO what, void **value) {
  return curl_easy_getinfo(easy, what, value);
}
static inline CURLcode matines_curl_get_string(CURL *easy, CURLINFO what, const char **value) {
  return curl_easy_getinfo(easy, what, (char **)value);
}
static inline CURLcode matines_curl_get_socket(CURL *easy, curl_socket_t *value) {
  return curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, value);
}
static inline CURLcode matines_curl_get_offset(CURL *easy, CURLINFO what, curl_off_t *value) {
  return curl_easy_getinfo(easy, what, value);
}
/* The message is a union in C, the outcome of a transfer its only member in use. */
static inline CURLcode matines_curl_message_result(const CURLMsg *message) {
  return message->data.result;
}

#endif
