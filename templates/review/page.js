"use strict";
// The page is whole without this script: it filters, searches and shows code beside its entry.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, node = document) => [...node.querySelectorAll(selector)];
  const filters = byId("filters");
  if (!filters) return;
  filters.hidden = false;
  document.documentElement.classList.add("js");

  const query = byId("query");
  const resource = byId("resource");
  const boxes = all("input[type=checkbox]", filters);
  const more = filters.querySelector("details");
  const entries = all("details.entry").map((node) => ({
    node,
    impact: node.dataset.impact,
    sides: node.dataset.sides.split(" "),
    resources: new Set(node.dataset.resources.split(" ")),
    text: null,
  }));
  const groups = all(".group");
  const number = (count) => count.toLocaleString("en");
  const plural = (count) => (count === 1 ? "1 change" : `${number(count)} changes`);

  const text = (entry) => (entry.text ??= entry.node.textContent.toLowerCase());
  const unread = entries.values();
  const later = window.requestIdleCallback ?? (() => {});
  function readAhead(idle) {
    while (idle.timeRemaining() > 1) {
      const next = unread.next();
      if (next.done) return;
      text(next.value);
    }
    later(readAhead);
  }
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.value);

  function apply() {
    const impacts = chosen("impact");
    const sides = chosen("side");
    const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    const path = resource ? resource.value : "";
    let shown = 0;
    for (const entry of entries) {
      const fits =
        (!impacts.length || impacts.includes(entry.impact)) &&
        (!sides.length || sides.some((side) => entry.sides.includes(side))) &&
        (!path || entry.resources.has(path)) &&
        words.every((word) => text(entry).includes(word));
      shown += fits;
      if (entry.node.hidden === fits) entry.node.hidden = !fits;
    }
    for (const group of groups) {
      const left = all(".entry:not([hidden])", group).length;
      group.hidden = !left;
      group.querySelector("h2 > .count").textContent = number(left);
    }
    const filtered = shown < entries.length;
    byId("state").textContent = filtered ? `${number(shown)} of ${plural(entries.length)}` : plural(shown);
    byId("none").hidden = shown > 0;
    all("button.clear").forEach((button) => (button.hidden = !isFiltered()));
    tellOpen();
  }

  const isFiltered = () =>
    Boolean(query.value.trim() || (resource && resource.value) || boxes.some((box) => box.checked));

  function clear() {
    query.value = "";
    if (resource) resource.value = "";
    for (const box of boxes) box.checked = false;
    apply();
    query.focus();
  }

  // Opening.
  const MOST = 200;
  const openAll = byId("open-all");
  const visible = () => entries.filter((entry) => !entry.node.hidden);
  const areOpen = (found) => found.length > 0 && found.every((entry) => entry.node.open);

  function tellOpen() {
    const found = visible();
    openAll.hidden = !found.length || found.length > MOST;
    openAll.textContent = areOpen(found) ? "Close all" : "Open all";
  }

  openAll.addEventListener("click", () => {
    const found = visible();
    const open = !areOpen(found);
    for (const entry of found) entry.node.open = open;
    tellOpen();
  });

  function showCode(node) {
    for (const link of all("a[data-file]", node)) {
      const file = byId(link.hash.slice(1)).closest("details.file").cloneNode(true);
      file.querySelector(".diff").removeAttribute("id");
      file.open = false;
      link.replaceWith(file);
    }
  }

  document.addEventListener(
    "toggle",
    (event) => {
      if (!event.target.matches("details.entry")) return;
      if (event.target.open) showCode(event.target);
      tellOpen();
    },
    true,
  );

  // An address with the name of a part leads to it, open.
  function reveal() {
    const target = location.hash && byId(location.hash.slice(1));
    if (!target) return;
    const entry = target.closest("details.entry");
    if (entry && entry.hidden) clear();
    for (let node = target; node; node = node.parentElement) {
      if (node.matches("details")) node.open = true;
    }
    target.scrollIntoView();
    const summary = target.matches("details") && target.querySelector("summary");
    if (summary) summary.focus({ preventScroll: true });
  }

  // Keys.
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && event.target === query) {
      if (query.value) query.value = "";
      else query.blur();
      apply();
    } else if (event.key === "Escape" && !typing) {
      const details = event.target.closest("details[open]:not(.more)");
      if (!details) return;
      details.open = false;
      details.querySelector("summary").focus();
    }
  });

  // Paper has no folds.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = visible().map((entry) => entry.node).filter((node) => !node.open);
    for (const node of opened) node.open = true;
  });
  addEventListener("afterprint", () => {
    for (const node of opened) node.open = false;
  });

  const wide = matchMedia("(min-width: 64rem)");
  const fold = () => (more.open = wide.matches);
  wide.addEventListener("change", fold);
  fold();

  query.addEventListener("input", apply);
  filters.addEventListener("change", apply);
  for (const button of all("button.clear")) button.addEventListener("click", clear);
  addEventListener("hashchange", reveal);
  apply();
  reveal();
  later(readAhead);
})();
