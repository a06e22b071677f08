// Filters, sorts and searches the list of pledges. What is asked for stands in the fragment of the address.
// The data come from rows.js: pledges = {standings, parties: [[code, …], …], topics, rows: [[ref, standing, named,
// bound, summary, topic, made, latest, inferred, quote, page, answers, counted], …]}; standings, parties and topics are
// given by number; counted has [ref, page] of the pledges that count in the place of this one. What is empty at the end
// is left out, and so is a page that is called like the ref.
"use strict";
(() => {
  const PAGE = 200;
  const REF = 0, STANDING = 1, NAMED = 2, BOUND = 3, SUMMARY = 4, TOPIC = 5, MADE = 6, LATEST = 7, INFERRED = 8, QUOTE = 9, FILE = 10, ANSWERS = 11, COUNTED = 12;
  const { standings, parties, topics, rows } = pledges;
  const at = (id) => document.getElementById(id);
  const fields = ["words", "party", "topic", "standing"];
  const table = document.querySelector("table.list");
  const body = at("rows"), count = at("count"), more = at("more");
  const pages = new Map([...at("party").options].map((each) => [each.value, each.dataset]));
  const columns = [
    ["ref", (row) => row[REF]],
    ["standing", null],
    ["party", (row) => parties[row[NAMED]].join(" ")],
    ["pledge", (row) => row[SUMMARY]],
    ["deadline", (row) => row[LATEST] || "~"],
    ["topic", (row) => topics[row[TOPIC]]],
    ["made", (row) => row[MADE] || "~"],
  ];
  const fold = (said) => said.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
  const pressing = (one, other) => one[STANDING] - other[STANDING]
    || compare(one[LATEST] || "~", other[LATEST] || "~") || compare(one[REF], other[REF]);
  let folded = null; // the words of every row, made ready when somebody first searches
  let state = {}, found = [], shown = 0;

  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    state = Object.fromEntries([...fields, "sort", "down"].map((name) => [name, asked.get(name) || ""]));
    for (const name of fields) at(name).value = state[name];
    list();
  }

  // Where there is no room for the heads of the table, a field of the form says by what it is sorted.
  function sorting() {
    at("sort").value = state.sort;
    at("down").checked = Boolean(state.down);
  }

  function write() {
    const asked = new URLSearchParams(Object.entries(state).filter(([, value]) => value));
    history.replaceState(null, "", `${location.pathname}${location.search}#${asked}`);
    list();
  }

  function list() {
    const words = fold(state.words).split(/\s+/).filter(Boolean);
    if (words.length && !folded) {
      folded = new Map(rows.map((row) => [row, fold([row[REF], row[SUMMARY], row[QUOTE], topics[row[TOPIC]]].join(" "))]));
    }
    const fits = [
      state.party && ((row) => parties[row[BOUND]].includes(state.party)),
      state.topic && ((row) => topics[row[TOPIC]] === state.topic),
      state.standing && ((row) => standings[row[STANDING]] === state.standing),
      words.length && ((row) => words.every((word) => folded.get(row).includes(word))),
    ].filter(Boolean);
    found = rows.filter((row) => fits.every((each) => each(row)));
    const key = (columns.find(([name]) => name === state.sort) || [])[1];
    found.sort(key ? (one, other) => compare(key(one), key(other)) || pressing(one, other) : pressing);
    if (state.down) found.reverse();
    shown = 0;
    sorting();
    body.replaceChildren();
    [...table.tHead.rows[0].cells].forEach((head, place) => {
      const own = columns[place][0] === (state.sort || "standing");
      if (own) head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    extend();
  }

  function extend() {
    const added = found.slice(shown, shown + PAGE).map(drawn);
    body.append(...added);
    shown += added.length;
    tell();
    return added[0];
  }

  function tell() {
    const all = rows.length.toLocaleString("en"), these = found.length.toLocaleString("en");
    const part = shown < found.length ? ` The first ${shown.toLocaleString("en")} are shown.` : "";
    count.textContent = `${found.length === rows.length ? `All ${all}` : `${these} of ${all}`} pledges.${part}`;
    more.hidden = shown >= found.length;
    // On paper the fields are not there.
    at("asked").textContent = [...fields, "sort"].filter((name) => state[name])
      .map((name) => `${name === "sort" ? "sorted by" : name}: ${state[name]}`).join("; ");
  }

  function drawn(row) {
    const line = document.createElement("tr");
    const head = cell("th", row[REF].length < 20 ? "ref whole" : "ref", "");
    head.scope = "row";
    head.append(Object.assign(document.createElement("a"), { href: row[FILE] || `${row[REF]}.html`, textContent: row[REF] }));
    const standing = document.createElement("span");
    standing.className = `as as-${standings[row[STANDING]].replaceAll(" ", "-")}`;
    standing.textContent = standings[row[STANDING]];
    const named = cell("td", "standing", "Standing");
    named.append(standing);
    const made = cell("td", "day", "Made");
    made.append(row[MADE] ? day(row[MADE]) : "not known");
    const deadline = cell("td", row[LATEST] ? "day" : "day none", "Deadline");
    const due = document.createElement("span");
    due.append(row[LATEST] ? day(row[LATEST]) : "–");
    if (row[INFERRED] && row[LATEST]) {
      due.append(" ", Object.assign(document.createElement("span"), { className: "faint", textContent: "(inferred)" }));
    }
    deadline.append(due);
    const party = cell("td", "", "Party"), pledge = cell("td", "wide", "Pledge");
    party.append(document.createElement("span"));
    party.firstChild.append(...parties[row[NAMED]].flatMap((code, place) => (place ? [" ", linked(code)] : [linked(code)])));
    pledge.append(document.createElement("div"));
    pledge.firstChild.append(row[SUMMARY], ...(row[ANSWERS] || []).map(answered), ...counted(row[COUNTED] || []));
    line.append(head, named, party, pledge,
      deadline, cell("td", "", "Topic", topics[row[TOPIC]]), made);
    return line;
  }

  function linked(code) {
    const known = pages.get(code);
    return known ? Object.assign(document.createElement("a"), { href: known.page, title: known.name, textContent: code }) : code;
  }

  function day(said) {
    return Object.assign(document.createElement("time"), { dateTime: said, textContent: said });
  }

  function answered(said) {
    const made = Object.assign(document.createElement("p"), { className: "disputed" });
    made.append(Object.assign(document.createElement("b"), { textContent: "Disputed" }), " ", ...whole(said));
    return made;
  }

  // Words in which no line ends within a ref or a day; as in marks.py.
  function whole(said) {
    return said.split(/\b((?:[A-Z]{1,12}-)?\d{4}-\d{2,6}(?:-\d\d)?(?:\.\d+)?)\b/).map((part, place) => (
      place % 2 ? Object.assign(document.createElement("span"), { className: "whole", textContent: part }) : part
    ));
  }

  function counted(others) {
    if (!others.length) return [];
    const made = Object.assign(document.createElement("p"), { className: "counted", textContent: "Counted as" });
    for (const [ref, href] of others) {
      const whole = Object.assign(document.createElement("span"), { className: "whole" });
      whole.append(Object.assign(document.createElement("a"), { href, textContent: ref }));
      made.append(" ", whole);
    }
    return [made];
  }

  function cell(tag, kind, label, said) {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (label) made.dataset.label = label;
    if (said) made.textContent = said;
    return made;
  }

  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: head.textContent });
    button.addEventListener("click", () => {
      const name = columns[place][0], own = name === (state.sort || "standing");
      state.down = own && !state.down ? "1" : "";
      state.sort = name === "standing" ? "" : name;
      write();
    });
    head.replaceChildren(button);
  });
  for (const name of fields) {
    at(name).addEventListener("input", () => {
      state[name] = at(name).value;
      write();
    });
  }
  at("sort").addEventListener("input", () => {
    state.sort = at("sort").value;
    write();
  });
  at("down").addEventListener("input", () => {
    state.down = at("down").checked ? "1" : "";
    write();
  });
  at("filters").addEventListener("submit", (event) => event.preventDefault());
  at("filters").addEventListener("reset", () => {
    for (const name of fields) state[name] = "";
    write();
  });
  more.addEventListener("click", () => {
    const first = extend();
    if (first) first.querySelector("a").focus();
  });
  window.addEventListener("hashchange", read);
  // On paper nobody can ask for more.
  let before = 0;
  window.addEventListener("beforeprint", () => {
    before = shown;
    while (shown < found.length) extend();
  });
  window.addEventListener("afterprint", () => {
    [...body.rows].slice(before).forEach((each) => each.remove());
    shown = before;
    tell();
  });
  at("filters").hidden = false;
  read();
})();
