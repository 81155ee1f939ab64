// The live board: <div data-board="…"> shows what the stream at that address sends.
import { arrange, arrangeAll } from "./grid.js";

const board = document.querySelector("[data-board]");
if (board) watch(board, document.querySelector("[data-board-age]"));

function watch(board, badge) {
  const silence = 5000;
  const tick = 200;
  let stream;
  let heard = performance.now();
  let looked = heard;
  let lostAt = 0;
  let over = false;

  const open = () => {
    stream = new EventSource(board.dataset.board);
    stream.addEventListener("board", (event) => { alive(); show(event.data); });
    stream.addEventListener("pulse", alive);
    stream.addEventListener("stopped", (event) => stop(event.data));
    stream.addEventListener("ended", () => { finish(); location.reload(); });
    stream.addEventListener("error", () => {
      lose();
      // The browser comes back by itself, unless the answer was no stream: then ask what it was.
      if (stream.readyState === EventSource.CLOSED && !over) setTimeout(probe, 2000);
    });
  };

  const probe = async () => {
    try {
      const answer = await fetch(board.dataset.board, { method: "HEAD", redirect: "manual" });
      if (answer.ok) return open();
      if (answer.type === "opaqueredirect" || (answer.status >= 400 && answer.status < 500)) return location.reload();
    } catch {
      // Still lost.
    }
    setTimeout(probe, 2000);
  };

  const alive = () => {
    heard = performance.now();
    // Clocks stand still while a computer sleeps: begin anew after a long absence.
    if (lostAt && Date.now() - lostAt > 60000) return location.reload();
    lostAt = 0;
    board.classList.remove("quiet");
  };

  const lose = () => {
    if (over || lostAt) return;
    lostAt = Date.now();
    board.classList.add("quiet");
  };

  // A whole board takes the place of the old one, a change that of the parts it holds.
  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const at = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    if (fresh.content.querySelector("[data-whole]")) whole(fresh.content);
    else change(fresh.content);
    if (at && !board.contains(document.activeElement)) {
      board.querySelector(`a[href="${CSS.escape(at)}"]`)?.focus({ preventScroll: true });
    }
  };

  const whole = (fresh) => {
    const grids = [...fresh.querySelectorAll("[data-grid]")];
    const known = grids.map(({ dataset }) => board.querySelector(`[data-grid="${dataset.grid}"]`));
    if (grids.length > 0 && known.every(Boolean)) {
      grids.forEach((grid, i) => known[i].querySelector("tbody").replaceWith(grid.querySelector("tbody")));
      board.querySelector(".tiles").replaceWith(fresh.querySelector(".tiles"));
      board.querySelector("[data-about] dl").replaceWith(fresh.querySelector("[data-about] dl"));
    } else {
      board.replaceChildren(...fresh.childNodes);
    }
    arrangeAll(board);
  };

  const change = (fresh) => {
    const touched = new Set();
    for (const tile of [...fresh.querySelectorAll("[data-tiles] > *")]) {
      board.querySelector(`.tiles [data-key="${CSS.escape(tile.dataset.key)}"]`)?.replaceWith(tile);
    }
    for (const table of fresh.querySelectorAll("[data-rows]")) {
      const grid = board.querySelector(`[data-grid="${table.dataset.rows}"]`);
      if (!grid) continue;
      touched.add(grid);
      const body = grid.querySelector("tbody");
      const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
      for (const row of [...table.rows]) {
        const before = known.get(row.dataset.key);
        if (before) before.replaceWith(row);
        else body.append(row);
      }
    }
    for (const gone of fresh.querySelectorAll("[data-gone]")) {
      const grid = board.querySelector(`[data-grid="${gone.dataset.gone}"]`);
      if (!grid) continue;
      touched.add(grid);
      grid.querySelector(`tr[data-key="${CSS.escape(gone.dataset.key)}"]`)?.remove();
    }
    touched.forEach(arrange);
  };

  const finish = () => {
    over = true;
    stream.close();
    clearInterval(timer);
  };

  const stop = (sentence) => {
    finish();
    const said = document.querySelector("[data-board-stopped]").content.cloneNode(true);
    said.querySelector("[data-sentence]").textContent = sentence;
    board.classList.remove("quiet");
    board.replaceChildren(said);
    badge.className = "badge end";
    badge.textContent = badge.dataset.stopped;
    document.querySelector("[data-full-screen]").hidden = true;
  };

  const say = () => {
    const now = performance.now();
    const age = now - heard;
    // While the page itself stood still, what has come meanwhile is read before anything is lost.
    if (age > silence && now - looked < 5 * tick) lose();
    looked = now;
    badge.className = lostAt ? "badge hold" : "badge";
    badge.textContent = lostAt ? badge.dataset.lost : badge.dataset.live.replace("{0}", (age / 1000).toFixed(1));
  };

  const timer = setInterval(say, tick);
  arrangeAll(board);
  open();
  addEventListener("pagehide", () => stream.close());
  // Back from the browser's cache the stream is gone and the board is old.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  const full = document.querySelector("[data-full-screen]");
  if (full && document.fullscreenEnabled) {
    full.hidden = false;
    full.addEventListener("click", () => document.querySelector("main").requestFullscreen());
  }
}
