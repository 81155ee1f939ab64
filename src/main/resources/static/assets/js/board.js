// The live board: <div data-board="…"> shows what the stream at that address sends.
const board = document.querySelector("[data-board]");
if (board) watch(board, document.querySelector("[data-board-age]"));

function watch(board, badge) {
  const silence = 5000;
  let stream;
  let heard = performance.now();
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

  const show = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const parts = [...fresh.content.querySelectorAll("[data-part]")];
    const known = [...board.querySelectorAll("[data-part]")];
    const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    if (parts.map((part) => part.dataset.part).join() === known.map((part) => part.dataset.part).join()) {
      parts.forEach((part, i) => known[i].replaceWith(part));
    } else {
      board.replaceChildren(...fresh.content.childNodes);
    }
    if (focused) [...board.querySelectorAll("a")].find((link) => link.getAttribute("href") === focused)?.focus();
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
    const age = performance.now() - heard;
    if (age > silence) lose();
    badge.className = lostAt ? "badge hold" : "badge";
    badge.textContent = lostAt ? badge.dataset.lost : badge.dataset.live.replace("{0}", (age / 1000).toFixed(1));
  };

  const timer = setInterval(say, 200);
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
