namespace BindGen.Kernels;

/// <summary>A release of a kernel that the distribution has.</summary>
/// <param name="Package">The package of the headers of one architecture.</param>
/// <param name="PackageVersion">As the distribution counts.</param>
/// <param name="Common">The package of the headers that all architectures share, of the same version.</param>
internal sealed record KernelOffer(KernelVersion Version, KernelArch Arch, string Package, string PackageVersion, string Common);
