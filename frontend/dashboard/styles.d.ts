// Style sheets are imported for the build only; they export nothing.
declare module '*.css';
