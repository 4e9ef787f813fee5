// ---- giving tasks to others: dragging onto a name; without it, boxes and a list do the same
(() => {
  const form = document.querySelector("[data-reassign]");
  if (!form) return;
  const to = form.querySelector("[name=to]"), targets = form.querySelector(".targets");
  const boxIn = (row) => row.querySelector("[name=item]");
  targets.hidden = false;
  for (const row of form.querySelectorAll("[data-drag]")) {
    row.draggable = true;
    row.addEventListener("dragstart", (event) => { boxIn(row).checked = true; event.dataTransfer.setData("text/plain", boxIn(row).value); });
  }
  for (const target of targets.children) {
    target.addEventListener("dragover", (event) => { event.preventDefault(); target.classList.add("over"); });
    target.addEventListener("dragleave", () => target.classList.remove("over"));
    target.addEventListener("drop", (event) => { event.preventDefault(); to.value = target.dataset.target; form.requestSubmit(); });
  }
})();
