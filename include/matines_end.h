/* SPDX-License-Identifier: MIT */
#ifdef __cplusplus
}
#endif
