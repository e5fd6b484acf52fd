"""Writes test/io/numpy: arrays as NumPy saves them, for test/io/npy.test.ts; or reads what tuplet saved.

    python3 test/interop/npy.py write test/io/numpy
    python3 test/interop/npy.py check FILE.npz        # prints each array of it
"""
import sys

import numpy as np

DTYPES = ["<f2", "<f4", "<f8", "<i1", "<i2", "<i4", "<i8", "<u1", "<u2", "<u4", "<u8", "|b1"]
DTYPES += [">f2", ">f4", ">f8", ">i2", ">i4", ">i8", ">u2", ">u4"]


def write(folder):
    x = np.array([[0, 1, 2], [3, 100, 127]])
    for order in "CF":
        arrays = {dtype.replace("|", "").replace("<", "little ").replace(">", "big "): np.asarray(x.astype(dtype), order=order) for dtype in DTYPES}
        np.savez(f"{folder}/{order}.npz", **arrays)
        np.savez_compressed(f"{folder}/{order}-compressed.npz", **arrays)
    np.save(f"{folder}/scalar.npy", np.float32(2.5))
    np.save(f"{folder}/empty.npy", np.zeros((0, 3), np.float32))
    np.save(f"{folder}/deep.npy", np.asfortranarray(np.arange(24, dtype=np.int32).reshape(2, 3, 4)))
    for version in (1, 2, 3):
        with open(f"{folder}/version{version}.npy", "wb") as file:
            np.lib.format.write_array(file, np.array([1, -2.5], np.float64), version=(version, 0))
    np.save(f"{folder}/objects.npy", np.array([{}, None]), allow_pickle=True)
    np.save(f"{folder}/records.npy", np.zeros(2, [("a", "f4"), ("b", "i4")]))
    np.save(f"{folder}/complex.npy", np.zeros(2, np.complex64))


def check(path):
    with np.load(path) as file:
        for name in sorted(file):
            print(name, file[name].dtype, file[name].shape, file[name].tolist())


if __name__ == "__main__":
    {"write": write, "check": check}[sys.argv[1]](sys.argv[2])
