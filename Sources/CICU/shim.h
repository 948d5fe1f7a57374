/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CICU_SHIM_H
#define MATINES_CICU_SHIM_H

#include <stdint.h>
#include <unicode/ucal.h>
#include <unicode/udat.h>
#include <unicode/unumberformatter.h>
#include <unicode/upluralrules.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

/* ICU's macros append the version to each name (ucal_open_72), hence out of Swift's reach. */

/* Whether the name is one of ICU's own zones and not made up from an offset, as GMT+2 is. */
static inline int matines_icu_zone_is_listed(const uint16_t *name, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  UBool is_listed = 0;
  UChar canonical[128];
  ucal_getCanonicalTimeZoneID(
      (const UChar *)name, length, canonical, 128, &is_listed, &status);
  return U_SUCCESS(status) && is_listed;
}

/* A calendar on the wall of a zone; NULL when memory ran out or no zone has the name.
   Making the first one of a process, ICU itself looks at LANG, TZ and /etc/localtime, though the
   locale and the zone are named. */
static inline void *matines_icu_calendar_open(const uint16_t *name, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  UCalendar *calendar =
      ucal_open((const UChar *)name, length, "root", UCAL_GREGORIAN, &status);
  if (U_SUCCESS(status)) return calendar;
  ucal_close(calendar);
  return (void *)0;
}

static inline void matines_icu_calendar_close(void *calendar) { ucal_close(calendar); }

/* False when ICU refuses the moment. */
static inline int matines_icu_milliseconds_east(
    void *calendar, double moment, int32_t *milliseconds) {
  UErrorCode status = U_ZERO_ERROR;
  ucal_setMillis(calendar, moment, &status);
  *milliseconds = ucal_get(calendar, UCAL_ZONE_OFFSET, &status)
      + ucal_get(calendar, UCAL_DST_OFFSET, &status);
  return U_SUCCESS(status);
}

/* How many octets were written; -1 when they have no room. */
static inline int32_t matines_icu_utf8(
    char *text, int32_t capacity, const uint16_t *units, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t written = 0;
  u_strToUTF8WithSub(
      text, capacity, &written, (const UChar *)units, length, 0xFFFD, NULL, &status);
  return U_SUCCESS(status) && written <= capacity ? written : -1;
}

/* A transliterator made of rules; NULL when memory ran out or ICU refuses them. */
static inline void *matines_icu_transliterator_open(const uint16_t *rules, int32_t length) {
  static const UChar name[] = {'m', 'a', 't', 'i', 'n', 'e', 's'};
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *made =
      utrans_openU(name, 7, UTRANS_FORWARD, (const UChar *)rules, length, NULL, &status);
  if (U_SUCCESS(status)) return made;
  utrans_close(made);
  return (void *)0;
}

static inline void matines_icu_transliterator_close(void *transliterator) {
  utrans_close(transliterator);
}

/* In place; false when the result has no room. */
static inline int matines_icu_transliterate(
    void *transliterator, uint16_t *text, int32_t capacity, int32_t *length) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t limit = *length;
  utrans_transUChars(transliterator, (UChar *)text, length, capacity, 0, &limit, &status);
  return U_SUCCESS(status);
}

/* Whether ICU has words of the language, and would not answer with those of LANG. */
static inline int matines_icu_locale_is_known(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  ures_close(ures_open(NULL, locale, &status));
  return U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING;
}

/* Writes dates and times of UTC; NULL when memory ran out. A style is one of UDateFormatStyle. */
static inline void *matines_icu_dates_open(
    const char *locale, int32_t date_style, int32_t time_style) {
  static const UChar zone[] = {'U', 'T', 'C'};
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *made = udat_open(
      (UDateFormatStyle)time_style, (UDateFormatStyle)date_style, locale, zone, 3, NULL, 0,
      &status);
  if (U_SUCCESS(status)) return made;
  udat_close(made);
  return (void *)0;
}

static inline void matines_icu_dates_close(void *dates) { udat_close(dates); }

/* How many units it wrote; -1 when ICU refuses the moment or there is no room. */
static inline int32_t matines_icu_date(
    void *dates, double moment, uint16_t *text, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = udat_format(dates, moment, (UChar *)text, capacity, NULL, &status);
  return U_SUCCESS(status) && length <= capacity ? length : -1;
}

/* Writes numbers as the skeleton says; NULL when memory ran out. */
static inline void *matines_icu_numbers_open(
    const uint16_t *skeleton, int32_t length, const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormatter *made = unumf_openForSkeletonAndLocale(
      (const UChar *)skeleton, length, locale, &status);
  if (U_SUCCESS(status)) return made;
  unumf_close(made);
  return (void *)0;
}

static inline void matines_icu_numbers_close(void *numbers) { unumf_close(numbers); }

/* What numbers are written into, one after the other. */
static inline void *matines_icu_number_open(void) {
  UErrorCode status = U_ZERO_ERROR;
  UFormattedNumber *made = unumf_openResult(&status);
  if (U_SUCCESS(status)) return made;
  unumf_closeResult(made);
  return (void *)0;
}

static inline void matines_icu_number_close(void *number) { unumf_closeResult(number); }

/* False when ICU refuses the digits. */
static inline int matines_icu_number_set(
    void *number, const void *numbers, const char *digits, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  unumf_formatDecimal(numbers, digits, length, number, &status);
  return U_SUCCESS(status);
}

/* How many units it wrote; -1 when there is no room. */
static inline int32_t matines_icu_number(const void *number, uint16_t *text, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = unumf_resultToString(number, (UChar *)text, capacity, &status);
  return U_SUCCESS(status) && length <= capacity ? length : -1;
}

/* Cardinal; NULL when memory ran out. Of a language that ICU does not know: all is `other`. */
static inline void *matines_icu_plurals_open(const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UPluralRules *made = uplrules_open(locale, &status);
  if (U_SUCCESS(status)) return made;
  uplrules_close(made);
  return (void *)0;
}

static inline void matines_icu_plurals_close(void *plurals) { uplrules_close(plurals); }

/* The class of a number as it is written, in units; -1 when there is no room. */
static inline int32_t matines_icu_plural(
    const void *plurals, const void *number, uint16_t *text, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = uplrules_selectFormatted(plurals, number, (UChar *)text, capacity, &status);
  return U_SUCCESS(status) && length <= capacity ? length : -1;
}

#endif
