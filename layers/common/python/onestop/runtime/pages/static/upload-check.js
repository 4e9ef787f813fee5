"use strict";
// The page that uploads one file: a file that we cannot take is told at once, before anything is sent. Without this
// script the file comes, and the next page tells the same (storage/cases/uploads.py).
(() => {
  const field = document.querySelector("input[type=file][data-most]");
  if (!field) return;
  const { most, larger, empty, error } = field.dataset, around = field.getAttribute("aria-describedby");
  const wrong = () => {
    const file = field.files[0];
    return !file ? "" : file.size > Number(most) ? larger : file.size ? "" : empty;
  };
  const tell = (words) => {
    document.getElementById("file-wrong")?.remove();
    field.closest(".field").classList.toggle("has-wrong", Boolean(words));
    field.setAttribute("aria-describedby", words ? `${around} file-wrong` : around);
    if (!words) return field.removeAttribute("aria-invalid");
    const note = Object.assign(document.createElement("p"), { className: "wrong", id: "file-wrong" });
    note.append(Object.assign(document.createElement("span"), { className: "hidden", textContent: error }), words);
    field.before(note);
    field.setAttribute("aria-invalid", "true");
  };
  field.addEventListener("change", () => tell(wrong()));
  field.form.addEventListener("submit", (event) => {
    const words = wrong();
    tell(words);
    if (!words) return;
    event.preventDefault();
    field.focus();
  });
})();
