namespace BindGen.Runtime;

/// <summary>A resource of a device is asked for, or added, when the device is being unbound or was.</summary>
/// <param name="resource">The type of the resource.</param>
public sealed class RevokedException(string resource) : InvalidOperationException($"{resource} is not available: its device is being unbound, or was.");
