// SPDX-License-Identifier: MIT
// What the pages of somebody signed in do by themselves.
import "./presence.js";
import "./bell.js";
import "./push.js";
