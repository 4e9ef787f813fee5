// ---- what is unfolded by hand takes the cursor into its first field
document.addEventListener("toggle", (event) => {
  if (event.newState === "open" && navigator.userActivation?.isActive)
    event.target.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}, true);

// ---- printing, where there is a script to ask for it
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
