export function show(products) {
  const items = products.map(({ name }) => Object.assign(document.createElement('li'), { textContent: name }));
  document.querySelector('#products').replaceChildren(...items);
}
