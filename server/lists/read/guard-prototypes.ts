/** What all objects inherit takes no addition in a thread that loads this: a list made to add one adds it to no later list. */
for (const { prototype } of [Object, Array]) Object.preventExtensions(prototype);
