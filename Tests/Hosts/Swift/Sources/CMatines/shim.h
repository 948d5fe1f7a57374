/* SPDX-License-Identifier: MIT */
#include <matines.h>
