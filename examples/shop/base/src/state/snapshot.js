import { useEffect, useState } from 'react';

const loading = new Map();

/** A file that the build took from the catalogue; fetched once. */
export function loadSnapshot(name) {
  if (!loading.has(name)) {
    const loaded = fetch(`/snapshots/${name}.json`).then((response) => response.json());
    loading.set(name, loaded);
  }
  return loading.get(name);
}

/** The snapshot `name`, null until it is there. */
export function useSnapshot(name) {
  const [snapshot, setSnapshot] = useState(null);
  useEffect(() => {
    let current = true;
    loadSnapshot(name).then((loaded) => current && setSnapshot(loaded));
    return () => {
      current = false;
    };
  }, [name]);
  return snapshot;
}
