throw new NotSupportedException("Run these tests with 'dotnet test'.");
