// In place of a module that is not wanted where it stands (plugins/lean.ts).
