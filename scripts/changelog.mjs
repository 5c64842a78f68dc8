// Changelogs are read by users: the texts of the changesets as they stand, and one line for what a package rests on.

/** @param {{ summary: string }} changeset */
export const getReleaseLine = ({ summary }) => Promise.resolve(`- ${summary.trim().split("\n").join("\n  ")}`);

/**
 * @param {unknown} _changesets
 * @param {{ name: string, newVersion: string }[]} dependencies
 */
export const getDependencyReleaseLine = (_changesets, dependencies) => {
  const versions = dependencies.map(({ name, newVersion }) => `${name} ${newVersion}`);
  return Promise.resolve(versions.length === 0 ? "" : `- Rests on ${versions.join(", ")}`);
};
