import _ from 'lodash';

const button = document.querySelector('button');
button.addEventListener('click', _.debounce(() => button.replaceChildren('Liked'), 50));
