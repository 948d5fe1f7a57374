dnl SPDX-License-Identifier: MIT
PHP_ARG_WITH([matines],
  [for the Matines library],
  [AS_HELP_STRING([--with-matines@<:@=PREFIX@:>@],
    [The native class of Matines; without a PREFIX pkg-config finds the library])])

if test "$PHP_MATINES" != "no"; then
  if test "$PHP_MATINES" != "yes"; then
    PHP_EXPAND_PATH($PHP_MATINES, PHP_MATINES)
    test -r "$PHP_MATINES/include/matines.h" || \
      AC_MSG_ERROR([there is no include/matines.h in $PHP_MATINES])
    for folder in "$PHP_LIBDIR" lib; do
      test -r "$PHP_MATINES/$folder/libmatines.so" && MATINES_LIBDIR=$PHP_MATINES/$folder && break
    done
    test -n "$MATINES_LIBDIR" || AC_MSG_ERROR([there is no libmatines.so in $PHP_MATINES])
    MATINES_CFLAGS="-I$PHP_MATINES/include"
    MATINES_LIBS="-L$MATINES_LIBDIR -lmatines"
  else
    PKG_CHECK_MODULES([MATINES], [matines >= 0.1.0])
    MATINES_LIBDIR=`$PKG_CONFIG --variable=libdir matines`
  fi

  dnl Where the dynamic linker looks by itself nothing is added. It looks into /usr/local, too, but
  dnl only after an ldconfig.
  MATINES_RPATH="-Wl,-rpath,$MATINES_LIBDIR"
  case "$MATINES_LIBDIR" in
    /lib|/lib64|/usr/lib|/usr/lib64|/usr/lib/*-linux-gnu*) MATINES_RPATH= ;;
  esac

  MATINES_SHARED_LIBADD="$MATINES_LIBS $MATINES_RPATH"
  PHP_SUBST(MATINES_SHARED_LIBADD)
  PHP_NEW_EXTENSION(matines,
    [matines.c answer.c engine.c events.c inbox.c messages.c operations.c people.c presence.c realtime.c webpush.c work.c],
    $ext_shared,, [$MATINES_CFLAGS -fvisibility=hidden])
fi
