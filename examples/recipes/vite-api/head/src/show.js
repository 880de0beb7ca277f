import _ from 'lodash';

export function show(products) {
  const items = _.sortBy(products, 'name').map(({ name }) => Object.assign(document.createElement('li'), { textContent: name }));
  document.querySelector('#products').replaceChildren(...items);
}
