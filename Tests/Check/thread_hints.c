/* SPDX-License-Identifier: MIT */
/*
 * Preloaded under the thread sanitizer. Swift's Mutex is a futex whose contended path runs in a
 * library that was not built with the sanitizer, which therefore misses that one thread waited for
 * another, and reports races that are none. Here the two slow paths say so, and then do what they
 * always did.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context))

void __tsan_acquire(void *address) __attribute__((weak));
void __tsan_release(void *address) __attribute__((weak));

typedef SWIFT void lock_slow(uint32_t thread, SELF void *mutex);
typedef SWIFT void unlock_slow(SELF void *mutex);

SWIFT void hinted_lock(uint32_t thread, SELF void *mutex)
    __asm__("$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
SWIFT void hinted_unlock(SELF void *mutex)
    __asm__("$s15Synchronization12_MutexHandleV11_unlockSlowyyF");

SWIFT void hinted_lock(uint32_t thread, SELF void *mutex) {
  lock_slow *real =
      (lock_slow *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF");
  real(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void hinted_unlock(SELF void *mutex) {
  unlock_slow *real =
      (unlock_slow *)dlsym(RTLD_NEXT, "$s15Synchronization12_MutexHandleV11_unlockSlowyyF");
  if (__tsan_release) __tsan_release(mutex);
  real(mutex);
}
