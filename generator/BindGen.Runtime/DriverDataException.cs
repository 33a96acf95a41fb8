namespace BindGen.Runtime;

/// <summary>A driver asked a device for data that it has not set, or that is of another type.</summary>
/// <param name="message">Which of the two.</param>
public sealed class DriverDataException(string message) : InvalidOperationException(message);
