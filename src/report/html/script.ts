/**
 * Extras for readers with scripts: a filter over the metrics, and open folds on paper. The script holds no data, and
 * the page is complete without it.
 */
export const SCRIPT = `
const box = document.querySelector('.filter');
if (box) {
  box.hidden = false;
  const input = box.querySelector('input');
  const told = box.querySelector('output');
  const rows = [...document.querySelectorAll('.results tbody tr')];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
    told.textContent = words.length === 0 ? '' : rows.filter((row) => !row.hidden).length + ' of ' + rows.length;
  });
}
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
});
`;
