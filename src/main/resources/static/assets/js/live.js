// Forms marked data-live="region" replace that region while somebody types, and keep the address
// bar true. With data-live-address the region comes from there and depends on data-live-fields only.
// Without scripts they are ordinary forms with a button.
let running = new AbortController();

async function refresh(form) {
  const region = document.getElementById(form.dataset.live);
  if (!region) return;
  running.abort();
  running = new AbortController();
  const fields = form.dataset.liveFields?.split(" ");
  const sent = [...new FormData(form)].filter(([name, value]) => value !== "" && (fields?.includes(name) ?? true));
  const query = new URLSearchParams(sent);
  const address = `${form.dataset.liveAddress ?? form.getAttribute("action")}?${query}`;
  region.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { signal: running.signal, headers: { Accept: "text/html" } });
    if (answer.redirected || !answer.ok) {
      location.assign(answer.redirected ? answer.url : address);
      return;
    }
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = made.getElementById(form.dataset.live);
    if (!fresh) return location.assign(address);
    region.replaceChildren(...fresh.childNodes);
    if (!form.dataset.liveAddress) history.replaceState(null, "", address);
    region.removeAttribute("aria-busy");
  } catch (error) {
    if (error.name !== "AbortError") {
      region.removeAttribute("aria-busy");
      throw error;
    }
  }
}

let soon;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.live) return;
  if (form.dataset.liveFields && !form.dataset.liveFields.split(" ").includes(event.target.name)) return;
  clearTimeout(soon);
  soon = setTimeout(() => refresh(form), 200);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.dataset.live || form.dataset.liveAddress) return;
  event.preventDefault();
  clearTimeout(soon);
  refresh(form);
});
