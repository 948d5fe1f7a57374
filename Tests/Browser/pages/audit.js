// SPDX-License-Identifier: MIT
// The body of a function that answers what a machine has against a page: text that is too pale,
// what is pressed and too small or has no name, what sticks out sideways, ids that are not one.

const faults = [];

function channels(color) {
  const parts = color.match(/[\d.]+/g).map(Number);
  return parts.length < 4 ? [...parts, 1] : parts;
}

function luminance([red, green, blue]) {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** What lies under an element, as far as plain colours say. */
function ground(element) {
  for (let each = element; each !== null; each = each.parentElement) {
    const color = channels(getComputedStyle(each).backgroundColor);
    if (color[3] > 0.99) return color;
  }
  return [255, 255, 255, 1];
}

function contrast(element) {
  const text = luminance(channels(getComputedStyle(element).color));
  const under = luminance(ground(element));
  return (Math.max(text, under) + 0.05) / (Math.min(text, under) + 0.05);
}

function isShown(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 1 && height > 1;
}

function words(element) {
  const tag = element.tagName.toLowerCase();
  return `${tag}.${element.className.baseVal ?? element.className} "${element.textContent
    .trim()
    .slice(0, 30)}"`;
}

function ownText(element) {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== "",
  );
}

for (const element of document.body.querySelectorAll("*")) {
  if (!isShown(element) || !ownText(element) || element.matches(":disabled, option")) continue;
  const ratio = contrast(element);
  if (ratio < 4.5) faults.push(`pale: ${words(element)} ${ratio.toFixed(2)}`);
}

for (const element of document.body.querySelectorAll("button, select, a, input, textarea")) {
  if (!isShown(element) || element.type === "hidden") continue;
  const isInText = element.matches("p > a, h1 a, h2 a, h3 a, h4 a, .empty > a");
  const target = element.closest("label") ?? element;
  const { width, height } = target.getBoundingClientRect();
  if (!isInText && (width < 43.5 || height < 43.5)) {
    faults.push(`small: ${words(element)} ${Math.round(width)} x ${Math.round(height)}`);
  }
  const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent;
  if ((name ?? element.textContent).trim() === "") faults.push(`without a name: ${words(element)}`);
}

const root = document.documentElement;
if (root.scrollWidth > root.clientWidth) {
  faults.push(`wide: ${root.scrollWidth} in ${root.clientWidth}`);
}

const seen = new Set();
for (const { id } of document.querySelectorAll("[id]")) {
  if (seen.has(id)) faults.push(`twice: #${id}`);
  seen.add(id);
}
for (const element of document.querySelectorAll("[aria-labelledby], [aria-describedby]")) {
  const named = `${element.getAttribute("aria-labelledby") ?? ""} ${
    element.getAttribute("aria-describedby") ?? ""
  }`;
  for (const id of named.split(/\s+/).filter(Boolean)) {
    if (!seen.has(id)) faults.push(`names nothing: #${id}`);
  }
}
return faults;
