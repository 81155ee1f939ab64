// Durations that run: <time data-ticking datetime="…">, as the server's Formats.clock writes them.
const two = (n) => String(n).padStart(2, "0");

const clock = (millis) => {
  const s = Math.max(0, Math.floor(millis / 1000));
  const [h, m] = [Math.floor(s / 3600), Math.floor(s / 60) % 60];
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
};

// The server's clock counts: the page says when it was made, the browser only how long ago that is.
const said = Date.parse(document.documentElement.dataset.now ?? "") || Date.now();
const shown = performance.timeOrigin + performance.now();
const now = () => said + performance.timeOrigin + performance.now() - shown;

const tick = () => {
  for (const time of document.querySelectorAll("time[data-ticking]")) {
    const text = clock(now() - Date.parse(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
};

setInterval(tick, 1000);
