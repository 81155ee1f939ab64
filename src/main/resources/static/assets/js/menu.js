// The More menu: a <details> that works by itself; this adds arrow keys, Escape and closing outside.
const open = () => document.querySelector("details[data-menu][open]");

document.addEventListener("click", (event) => {
  const menu = open();
  if (menu && !menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", (event) => {
  const menu = open() ?? event.target.closest?.("details[data-menu]");
  if (!menu) return;
  const items = [...menu.querySelectorAll("a, button")];
  const at = items.indexOf(document.activeElement);
  const go = (index) => {
    menu.open = true;
    items.at(index % items.length)?.focus();
    event.preventDefault();
  };
  switch (event.key) {
    case "Escape":
      if (menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
        event.preventDefault();
      }
      break;
    case "ArrowDown": go(at + 1); break;
    case "ArrowUp": go(at < 1 ? -1 : at - 1); break;
    case "Home": if (menu.open) go(0); break;
    case "End": if (menu.open) go(-1); break;
    case "Tab": menu.open = menu.open && menu.contains(event.target); break;
  }
});
