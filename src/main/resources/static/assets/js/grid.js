// Tables of the live board: <section data-grid="name"> with rows that come and go. Sorted by the
// buttons in their heads, narrowed by a search field and chips; all of it stands in the address bar.
const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

const asked = () => new URLSearchParams(location.search);

const state = (grid) => {
  const name = grid.dataset.grid;
  const query = asked();
  const [column, dir] = (query.get(`${name}.sort`) ?? grid.dataset.order).split("-");
  return {
    column: Number(column) || 0,
    down: dir === "desc",
    find: (query.get(`${name}.find`) ?? "").toLowerCase(),
    only: query.get(`${name}.only`) ?? "",
  };
};

const keep = (grid, key, value) => {
  const query = asked();
  const name = `${grid.dataset.grid}.${key}`;
  if (value) query.set(name, value);
  else query.delete(name);
  const text = query.toString();
  history.replaceState(history.state, "", location.pathname + (text && `?${text}`));
  arrange(grid);
};

const value = (row, column) => {
  const cell = row.cells[column];
  if (!cell) return "";
  if (cell.dataset.v === undefined) return cell.textContent.trim();
  return cell.dataset.v === "" ? null : Number(cell.dataset.v);
};

const compare = (one, other) => {
  if (one === null || other === null) return 0;
  return typeof one === "number" && typeof other === "number" ? one - other : words.compare(one, other);
};

// Rows in the order asked for, those that don't match hidden.
export const arrange = (grid) => {
  const { column, down, find, only } = state(grid);
  const body = grid.querySelector("tbody");
  const rows = [...body.rows].map((row) => ({ row, value: value(row, column), name: value(row, 0) }));
  rows.sort((a, b) =>
    (a.value === null) - (b.value === null) || (down ? -1 : 1) * compare(a.value, b.value) || compare(a.name, b.name));
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  let seen = 0;
  const tones = {};
  rows.forEach(({ row }, i) => {
    if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
    tones[row.dataset.tone] = (tones[row.dataset.tone] ?? 0) + 1;
    const shown = (!only || row.dataset.tone === only) && (!find || row.textContent.toLowerCase().includes(find));
    if (row.hidden === shown) row.hidden = !shown;
    seen += shown;
  });
  if (focused && document.activeElement !== focused) focused.focus({ preventScroll: true });
  grid.querySelector("[data-none]").hidden = rows.length > 0;
  grid.querySelector("[data-nothing]").hidden = rows.length === 0 || seen > 0;
  grid.querySelector(".sheet").hidden = seen === 0;
  const count = grid.querySelector("[data-count]");
  count.textContent = seen === rows.length ? rows.length || "" : `${seen} / ${rows.length}`;
  const search = grid.querySelector("[data-find]");
  search.hidden = rows.length === 0;
  const chips = grid.querySelector("[data-chips]");
  if (chips) {
    chips.hidden = rows.length === 0;
    for (const chip of chips.children) {
      chip.querySelector("[data-n]").textContent = tones[chip.dataset.only] ?? 0;
      chip.setAttribute("aria-pressed", String(chip.dataset.only === only));
    }
  }
  for (const button of grid.querySelectorAll("[data-sort]")) {
    const current = Number(button.dataset.sort) === column;
    const head = button.closest("th");
    if (current) head.setAttribute("aria-sort", down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
};

export const arrangeAll = (board) => {
  for (const grid of board.querySelectorAll("[data-grid]")) {
    const search = grid.querySelector("[data-find]");
    const asking = asked().get(`${grid.dataset.grid}.find`) ?? "";
    if (search !== document.activeElement && search.value !== asking) search.value = asking;
    arrange(grid);
  }
};

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-grid] [data-sort], [data-grid] [data-only]");
  if (!button) return;
  const grid = button.closest("[data-grid]");
  const { column, down, only } = state(grid);
  if (button.dataset.only) return keep(grid, "only", button.dataset.only === only ? "" : button.dataset.only);
  const same = Number(button.dataset.sort) === column;
  keep(grid, "sort", `${button.dataset.sort}${same && !down ? "-desc" : ""}`);
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-find]")) keep(event.target.closest("[data-grid]"), "find", event.target.value.trim());
});

// Escape empties the search that one is in.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches?.("[data-find]") && event.target.value) {
    event.preventDefault();
    event.target.value = "";
    keep(event.target.closest("[data-grid]"), "find", "");
  }
});
