/* SPDX-License-Identifier: MIT */
#ifndef MATINES_CICU_SHIM_H
#define MATINES_CICU_SHIM_H

#include <stdint.h>
#include <unicode/ucal.h>
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

#endif
