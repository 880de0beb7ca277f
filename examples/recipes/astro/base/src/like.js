const button = document.querySelector('button');
button.addEventListener('click', () => button.replaceChildren('Liked'));
