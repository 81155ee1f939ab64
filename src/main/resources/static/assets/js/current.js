// Strips that scroll sideways where there is little room show the entry that one is at.
const show = () => {
  for (const current of document.querySelectorAll(":is(.nav, .seg, .tabs) > [aria-current]")) {
    const strip = current.parentElement.getBoundingClientRect();
    const entry = current.getBoundingClientRect();
    current.parentElement.scrollLeft += (entry.left + entry.right - strip.left - strip.right) / 2;
  }
};
show();

// A telephone that hides its address bar changes the height alone: what was scrolled stays.
let width = innerWidth;
addEventListener("resize", () => {
  if (innerWidth !== width) {
    width = innerWidth;
    show();
  }
});
