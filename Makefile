# SPDX-License-Identifier: MIT
# `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:

PREFIX ?= /usr/local
DESTDIR ?=
LIBDIR ?= $(PREFIX)/lib
VERSION := 0.1.0

BUILD := build
SWIFT ?= swift
SOURCES := Package.swift $(shell find Sources include -type f)
RELEASE = $(shell $(SWIFT) build -c release --show-bin-path)

DEV_PACKAGES := gcc libc6-dev libstdc++-12-dev libcurl4-openssl-dev libevent-dev libicu-dev \
  libsqlite3-dev libssl-dev pkg-config
DEMO_PACKAGES := php-cli php-sqlite3 python3 python3-venv
PHP_PACKAGES := php-cli php-dev
TEST_PACKAGES := g++ iproute2 nghttp2-server nginx-light openssl php-curl php-dev php-fpm \
  php-parser php-xml phpunit postfix redis-server sasl2-bin sqlite3 strace util-linux valgrind \
  php-doctrine-dbal php-symfony-doctrine-messenger php-symfony-http-client php-symfony-mailer \
  php-symfony-mercure php-symfony-messenger php-twig \
  $(if $(filter 1,$(MATINES_NO_BROWSER)),,chromium chromium-driver firefox-esr)
NEEDED := libcurl sqlite3 libcrypto libssl icu-i18n icu-uc libevent_core libevent_extra

export MATINES_VENV := $(abspath $(BUILD)/venv)

.PHONY: all help deps deps-test demo test check bench proof fuzz kill sim sanitize install \
  cdef install-php clean

all: $(BUILD)/libmatines.so $(BUILD)/matines $(BUILD)/matines.pc

help:
	@echo 'make             builds $(BUILD)/libmatines.so, $(BUILD)/matines, $(BUILD)/matines.pc'
	@echo 'make deps        installs what building and the demo need; deps-test: the tests as well'
	@echo 'make demo        plays the story; ONCE=1 checks it and exits'
	@echo 'make test        every test; make check: style, symbols, header, generated files'
	@echo 'make bench       figures [ONLY=emit|drain|broadcast|presence|inbox|webpush|mail|hub|php|size]'
	@echo 'make proof       the large budgets [ONLY=name]; make fuzz [COUNT=]; make kill [KILLS=]'
	@echo 'make sim         the seeded simulation [STEPS=] [SEEDS=] [SEED=]'
	@echo 'make sanitize    the C programs under sanitizers and valgrind'
	@echo 'make install     PREFIX=$(PREFIX) DESTDIR=; make install-php: the extension as well'
	@echo 'make cdef        the PHP declarations; make clean'

# ---- building

define need
	@for package in $(NEEDED); do pkg-config --exists $$package 2>/dev/null || { \
	  echo "make: headers are missing; run: make deps" >&2; exit 2; }; done
	@command -v $(SWIFT) >/dev/null || { echo "make: needs Swift 6.3 (swift.org)" >&2; exit 2; }
endef

$(BUILD)/libmatines.so: $(SOURCES) Makefile
	$(need)
	@mkdir -p $(BUILD)
	$(SWIFT) build -c release --product matines
	strip --strip-unneeded -o $(BUILD)/libmatines.so.0.new $(RELEASE)/libmatines.so
	chmod 755 $(BUILD)/libmatines.so.0.new
	mv $(BUILD)/libmatines.so.0.new $(BUILD)/libmatines.so.0
	ln -sf libmatines.so.0 $@.new
	mv -T $@.new $@
	touch -h $@

$(BUILD)/matines: $(BUILD)/libmatines.so
	$(SWIFT) build -c release --product matines-tool --static-swift-stdlib
	strip -o $@.new $(RELEASE)/matines-tool
	mv $@.new $@

$(BUILD)/matines.pc: Makefile
	@mkdir -p $(BUILD)
	@printf '%s\n' 'prefix=$(PREFIX)' 'libdir=$(LIBDIR)' 'includedir=$${prefix}/include' '' \
	  'Name: matines' 'Description: The notification engine a program links' \
	  'Version: $(VERSION)' 'Requires.private: $(NEEDED)' \
	  'Libs: -L$${libdir} -lmatines' 'Cflags: -I$${includedir}' > $@

install: all
	install -d $(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(PREFIX)/include $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BUILD)/libmatines.so.0 $(DESTDIR)$(LIBDIR)/libmatines.so.0
	ln -sf libmatines.so.0 $(DESTDIR)$(LIBDIR)/libmatines.so
	install -m 644 include/*.h $(DESTDIR)$(PREFIX)/include/
	install -m 755 $(BUILD)/matines $(DESTDIR)$(PREFIX)/bin/matines
	install -d $(DESTDIR)$(PREFIX)/share/matines
	bindings/php/ffi-header $(LIBDIR)/libmatines.so.0 \
	  > $(DESTDIR)$(PREFIX)/share/matines/matines.ffi.h
	chmod 644 $(DESTDIR)$(PREFIX)/share/matines/matines.ffi.h
	rm -rf $(DESTDIR)$(PREFIX)/share/php/Matines
	cd bindings/php && find autoload.php preload.php matines.cdef.h src -type f -exec \
	  install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/share/php/Matines/{} \;
	sed -e 's|^prefix=.*|prefix=$(PREFIX)|' -e 's|^libdir=.*|libdir=$(LIBDIR)|' \
	  $(BUILD)/matines.pc > $(DESTDIR)$(LIBDIR)/pkgconfig/matines.pc
	chmod 644 $(DESTDIR)$(LIBDIR)/pkgconfig/matines.pc

# ---- what a new machine lacks

deps:
	@Tests/Check/packages $(DEV_PACKAGES) $(DEMO_PACKAGES)

deps-test:
	@Tests/Check/packages $(DEV_PACKAGES) $(DEMO_PACKAGES) $(TEST_PACKAGES)

# ---- use

demo: deps all
	@Tests/Servers/setup
	@Tests/Demo/run

# ---- proof

test: deps-test all
	@Tests/Servers/setup
	@Tests/Check/suites

check: deps-test all
	@Tests/Check/style
	@Tests/Check/arginfo
	@Tests/Hosts/headers

bench: deps-test all
	@Tests/Bench/run $(ONLY)

proof: deps-test all
	@Tests/Servers/setup
	@Tests/Proof/run $(ONLY)

kill: deps-test all
	@Tests/Servers/setup
	@KILLS=$(or $(KILLS),50) Tests/Proof/run kill_worker

fuzz: deps-test
	@Tests/Fuzz/run $(or $(COUNT),1000000) $(ONLY)

sanitize: deps-test all
	@Tests/Hosts/run sanitize
	@Tests/Hosts/run valgrind

# STEPS, SEEDS, SEED, FAULTS, ROLES and KEEP are the program's own.
SIM_OPTIONS = $(foreach name,STEPS SEEDS SEED FAULTS ROLES KEEP PLANTED,\
  $(if $($(name)),$(name)=$($(name))))
# PLANTED=1 looks for the bugs of a build of its own.
SIM_BUILD = -c release $(if $(filter 1,$(PLANTED)),-Xswiftc -DMATINES_PLANTED \
  --scratch-path .build/planted)

sim:
	@mkdir -p $(BUILD)
	@$(SWIFT) build $(SIM_BUILD) --product MatinesSimulation > $(BUILD)/sim.log 2>&1 \
	  || { grep -A3 error: $(BUILD)/sim.log; exit 2; }
	@$(shell $(SWIFT) build $(SIM_BUILD) --show-bin-path)/MatinesSimulation $(SIM_OPTIONS)

cdef:
	@Tests/Hosts/cdef > bindings/php/matines.cdef.h

# Built from this tree, for the library that `make install` put into LIBDIR.
install-php: PHP = $(shell php-config --version | cut -d. -f1,2)
install-php: all
	@Tests/Check/packages $(PHP_PACKAGES)
	@[ -n '$(DESTDIR)' ] || [ -e '$(LIBDIR)/libmatines.so.0' ] \
	  || { echo 'make: no library in $(LIBDIR); run: make install' >&2; exit 2; }
	@Tests/Check/extension $(BUILD)/php-install $(LIBDIR)
	@$(MAKE) -s -C $(BUILD)/php-install install INSTALL_ROOT=$(DESTDIR) \
	  > $(BUILD)/php-install.log || { cat $(BUILD)/php-install.log >&2; exit 2; }
	@install -d $(DESTDIR)/etc/php/$(PHP)/mods-available
	@echo 'extension=matines.so' > $(DESTDIR)/etc/php/$(PHP)/mods-available/matines.ini
	@chmod 644 $(DESTDIR)/etc/php/$(PHP)/mods-available/matines.ini
	@[ -n '$(DESTDIR)' ] || ! command -v phpenmod > /dev/null || phpenmod -v $(PHP) matines

clean:
	rm -rf $(BUILD) .build
