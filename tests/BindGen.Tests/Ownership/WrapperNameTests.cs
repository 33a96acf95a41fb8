using BindGen.Ownership;
using Xunit;

namespace BindGen.Tests.Ownership;

public sealed class WrapperNameTests
{
    [Theory]
    [InlineData("iommu_dev", "IommuDev")]
    [InlineData("ARM_32_LPAE_S1", "Arm32LpaeS1")]
    [InlineData("__root_device_register", "RootDeviceRegister")]
    [InlineData("alreadyCamel", "AlreadyCamel")]
    [InlineData("2_LARGE", "_2Large")]
    [InlineData("x", "X")]
    [InlineData("_", "")]
    public void A_symbol_becomes_pascal_case(string symbol, string name) => Assert.Equal(name, WrapperName.Pascal(symbol));

    [Theory]
    [InlineData("DrmSection", "DrmDevice", "Section")]
    [InlineData("DeviceLock", "Device", "Lock")]
    [InlineData("DevicesLock", "Device", "DevicesLock")]
    [InlineData("Section", "DrmDevice", "Section")]
    [InlineData("DrmDevice", "DrmDevice", "Device")]
    [InlineData("IoPageTableFlush", "IoPageTable", "Flush")]
    public void An_item_drops_the_words_of_its_handle(string item, string handle, string rest) => Assert.Equal(rest, WrapperName.WithoutHandle(item, handle));
}
