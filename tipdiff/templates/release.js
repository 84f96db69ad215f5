"use strict";
// Sorting, and nothing else: the table is complete without it.
(function () {
  var table = document.querySelector("table.countries");
  var body = table && table.tBodies[0];
  if (!body) return;
  var said = document.getElementById("sorted");
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);

  function value(row, column) {
    var cell = row.cells[column];
    var key = cell.getAttribute("data-key");
    return key === null ? cell.textContent.trim().toLocaleLowerCase() : key === "" ? null : Number(key);
  }

  function compare(one, other) {
    if (typeof one === "string") return one.localeCompare(other, "en");
    return one - other;
  }

  function sort(column, descending) {
    var rows = Array.prototype.slice.call(body.rows).map(function (row, place) {
      return { row: row, place: place, value: value(row, column) };
    });
    rows.sort(function (a, b) {
      if (a.value === null || b.value === null) {
        return (a.value === null) - (b.value === null) || a.place - b.place;
      }
      var order = compare(a.value, b.value);
      return (descending ? -order : order) || a.place - b.place;
    });
    rows.forEach(function (item) { body.appendChild(item.row); });
    heads.forEach(function (head, at) {
      if (at === column) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    said.textContent = "Sorted by " + heads[column].textContent.trim() +
      (descending ? ", from the top down." : ", from the bottom up.");
  }

  heads.forEach(function (head, column) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) button.appendChild(head.firstChild);
    head.appendChild(button);
    button.addEventListener("click", function () {
      var now = head.getAttribute("aria-sort");
      sort(column, now ? now === "ascending" : head.hasAttribute("data-down"));
    });
  });
})();
