/* SPDX-License-Identifier: MIT */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif

#include "php_matines.h"

#include "ext/standard/info.h"
#include "zend_attributes.h"

#include "matines_arginfo.h"

static PHP_MINIT_FUNCTION(matines)
{
  register_class_Matines_Native_Extension();
  return SUCCESS;
}

static PHP_MINFO_FUNCTION(matines)
{
  char version[16];
  uint32_t number = matines_version();

  snprintf(
      version, sizeof(version), "%u.%u.%u", number / 1000000, number / 1000 % 1000,
      number % 1000);
  php_info_print_table_start();
  php_info_print_table_row(2, "Matines", "enabled");
  php_info_print_table_row(2, "Extension", PHP_MATINES_VERSION);
  php_info_print_table_row(2, "Library", version);
  php_info_print_table_end();
}

zend_module_entry matines_module_entry = {
    STANDARD_MODULE_HEADER,
    "matines",
    NULL,
    PHP_MINIT(matines),
    NULL,
    NULL,
    NULL,
    PHP_MINFO(matines),
    PHP_MATINES_VERSION,
    STANDARD_MODULE_PROPERTIES,
};

#ifdef COMPILE_DL_MATINES
ZEND_GET_MODULE(matines)
#endif
